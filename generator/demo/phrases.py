"""The words of weekly and monthly reports, by how far a project has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_PREPARING = (
    (
        "征收协议已签订{p}%，剩余{n}户正在协商补偿方案",
        "完成剩余户的协议签订",
        "请街道和征收办加大入户协商力度",
    ),
    ("土地红线图已出具，正在核对规划条件", "取得规划设计条件函", "请资规局加快出具规划设计条件"),
    ("规划设计方案已完成第{k}轮修改并报审", "方案上会并公示", "希望尽快安排方案评审会"),
    ("环境影响报告表已编制完成，进入公示阶段", "取得环评批复", "请环境局提前介入、容缺受理"),
    ("项目备案证已取得，勘察单位已进场钻孔{n}个", "完成详勘报告", "无"),
    ("场地围挡和临时道路已完成{p}%", "完成临水临电接入", "请协调供电部门明确临电接入时间"),
    ("土地挂牌公告已发布，保证金已到位", "签订土地出让合同", "无"),
    ("施工图审查意见{n}条已逐条回复", "取得施工图审查合格书", "无"),
    ("施工总承包招标文件已备案", "完成开标和合同签订", "请加快招标文件备案审核"),
    ("工程规划许可证申报材料已受理", "取得工程规划许可证并申报施工许可", "请并联办理施工许可"),
)
_BUILDING = (
    ("{h}号楼桩基施工完成{p}%，累计成桩{m}根", "完成剩余桩基并开展检测", "无"),
    ("基坑土方开挖完成{p}%，支护同步施工", "完成垫层和防水施工", "请协调夜间渣土运输时段"),
    ("{h}号厂房主体结构施工至第{k}层，模板钢筋穿插作业", "完成第{l}层混凝土浇筑", "无"),
    ("钢结构吊装完成{p}%，屋面檩条同步安装", "完成主钢构吊装", "请协调周边道路大件运输"),
    ("外墙砌筑完成{p}%，机电管线预埋跟进", "开始外立面施工", "无"),
    ("室外雨污管网铺设{m}米，完成总量的{p}%", "完成管网闭水试验", "请水务局明确市政接口标高"),
    ("首批设备{n}台（套）到货，正在开箱验收", "完成设备基础复核和就位", "无"),
    ("配电房土建移交，高压电缆敷设{m}米", "申请正式供电验收", "请协调供电部门安排验收送电"),
    ("消防管道安装完成{p}%，喷淋系统打压合格", "申报消防验收", "无"),
    ("装饰装修完成{p}%，现场作业人员{m}人", "完成公共区域装修", "无"),
    ("监理下发整改通知{n}份，已全部回复闭合", "组织下一节点验收", "无"),
    ("本周受降雨影响停工{k}天，已调整作业面追赶工期", "增加作业班组，夜间施工补工期", "请批准夜间施工许可"),
)
_IMAGE = (
    (10, "桩基施工，完成桩基总量的{p}%"),
    (30, "基础及地下结构施工，完成基础工程的{p}%"),
    (55, "主体结构施工至第{k}层"),
    (75, "屋面及外墙施工，主体结构已封顶"),
    (90, "机电安装和设备进场，安装工程完成{p}%"),
    (101, "室外工程收尾，准备竣工验收"),
)


def weekly(rng: random.Random, phase: str) -> tuple[list[str], list[str], list[str]]:
    """Say what was done, what comes next and what is needed: one to three points each."""
    rows = rng.sample(_PREPARING if phase == "前期" else _BUILDING, rng.choice((1, 2, 2, 3)))
    numbers = _numbers(rng)
    done = [_sentence(row[0], numbers) for row in rows]
    ahead = [_sentence(row[1], numbers) for row in rows[:2]]
    needs = [_sentence(row[2], numbers) for row in rows if row[2] != "无"]
    return done, ahead, needs[:2] if rng.random() < 0.6 else []  # noqa: PLR2004


def image(rng: random.Random, share: int) -> str:
    """Say how a site looks at so many percent."""
    template = next(words for limit, words in _IMAGE if share < limit)
    return template.format_map(_numbers(rng)) + f"，约完成总工程量的{min(share, 99)}%"


def _numbers(rng: random.Random) -> dict[str, int]:
    floor = rng.randrange(2, 8)
    counts = {"p": rng.randrange(20, 98), "n": rng.randrange(2, 19), "k": floor, "l": floor + 1}
    return counts | {"m": rng.randrange(3, 90) * 10, "h": rng.randrange(1, 7)}


def _sentence(template: str, numbers: dict[str, int]) -> str:
    return template.format_map(numbers) + "。"
