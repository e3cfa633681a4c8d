"""The made-up district 澄湖区: its organisations, leaders and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

BUREAU, INSPECTORS, DISCIPLINE, PERSONNEL, COMMITTEE = "ZDB", "DCS", "JW", "ZZB", "GWH"
GROUP = "区重大产业项目推进工作领导小组"

_LEADS = (
    ("ZBY", "装备制造产业园管理办公室", "装备园办"),
    ("SYY", "生物医药产业园管理办公室", "医药园办"),
    ("XNY", "新能源产业发展中心", "新能源中心"),
    ("SZJ", "数字经济发展中心", "数字中心"),
    ("GWY", "港口物流园管理办公室", "港物园办"),
    ("SPY", "食品产业园管理办公室", "食品园办"),
    ("WLZ", "文化旅游发展中心", "文旅中心"),
    ("CGZ", "城市更新服务中心", "更新中心"),
    ("SJQ", "商务服务集聚区管理办公室", "商务区办"),
    ("KCY", "科技创新园管理办公室", "科创园办"),
    ("NSQ", "现代农业示范区管理办公室", "农示区办"),
    ("WAZ", "网络安全基地服务中心", "网安中心"),
)
_STREETS = (
    ("CHENGHU", "澄湖"),
    ("WANGJIANG", "望江"),
    ("LIULIN", "柳林"),
    ("QINGSHI", "青石"),
    ("YUNQIAO", "云桥"),
    ("BAILU", "白鹭"),
    ("FENGXI", "枫溪"),
    ("SHILIU", "石榴"),
    ("DONGDI", "东堤"),
    ("HEWAN", "河湾"),
    ("JINSUI", "金穗"),
)
_DEPARTMENTS = (
    ("ZGJ", "区自然资源和规划局", "资规局"),
    ("JSJ", "区住房和城乡建设局", "住建局"),
    ("HBJ", "区生态环境局", "环境局"),
    ("XSJ", "区行政审批局", "审批局"),
    ("SHJ", "区水务和湖泊局", "水务局"),
    ("JTJ", "区交通运输局", "交通局"),
    ("ZSB", "区房屋征收管理办公室", "征收办"),
    ("TCZ", "区土地储备中心", "土储中心"),
)
_OFFICES = (
    ("XFB", "区现代服务业建设管理办公室", "现服办"),
    ("JDB", "区机电产业建设管理办公室", "机电办"),
    ("LKB", "临空产业建设管理办公室", "临空办"),
    ("NNJ", "区农业农村局", "农业局"),
    ("KJJ", "区科学技术和经济信息化局", "科经局"),
)
_OTHERS = (
    (COMMITTEE, "澄湖区管理委员会", "管委会", "管委会"),
    (BUREAU, "区重大项目办（区发展和改革局）", "重大项目办", "区重大项目办"),
    (INSPECTORS, "区委、区政府督查室", "督查室", "督查室"),
    (DISCIPLINE, "区纪委（监察委）", "区纪委", "纪委"),
    (PERSONNEL, "区委组织部", "组织部", "组织部"),
)
STEPS = {
    "征收拆迁": ("ZSB",),
    "土地农转": ("ZGJ",),
    "土地红线及设计条件": ("ZGJ",),
    "土地招拍挂": ("TCZ",),
    "签订土地出让合同": ("ZGJ", "TCZ"),
    "规划设计方案审核": ("ZGJ",),
    "七通一平": ("SHJ", "JTJ"),
    "核准备案": ("XSJ",),
    "环评": ("HBJ",),
    "用地规划许可证": ("ZGJ",),
    "工程规划许可证": ("ZGJ",),
    "施工许可证": ("JSJ",),
}
_SURNAMES = "张李王刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


class Unit(NamedTuple):
    """One organisation of the district."""

    id: str
    name: str
    short: str
    kind: str


@dataclass(frozen=True)
class World:
    """The district's organisations by kind; leaders are paired with the offices of their lines."""

    leads: tuple[Unit, ...]
    streets: tuple[Unit, ...]
    departments: tuple[Unit, ...]
    offices: tuple[Unit, ...]
    others: tuple[Unit, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """Give all organisations."""
        return self.others + self.offices + self.leads + self.streets + self.departments

    def leader(self, office: str) -> str:
        """Give the id of the leader whose line an office is."""
        return f"L{[unit.id for unit in self.offices].index(office) + 1}"

    def short(self, unit: str) -> str:
        """Give a unit's short name."""
        return next(known.short for known in self.units if known.id == unit)


def world(projects: int) -> World:
    """Make the district; units and streets grow gently with the number of projects."""
    more_leads = range(len(_LEADS) + 1, max(len(_LEADS), projects // 250) + 1)
    more_streets = range(len(_STREETS) + 1, max(len(_STREETS), projects // 400) + 1)
    leads = (*_LEADS, *((f"CYY{n}", f"第{n}产业园管理办公室", f"{n}号园办") for n in more_leads))
    streets = (*_STREETS, *((f"XINQU{n}", f"新区{n}号") for n in more_streets))
    return World(
        tuple(Unit(*unit, "责任单位") for unit in leads),
        tuple(Unit(f"JD-{unit}", f"{name}街道办事处", f"{name}街道", "街道") for unit, name in streets),
        tuple(Unit(*unit, "审批部门") for unit in _DEPARTMENTS),
        tuple(Unit(*unit, "综合协调办") for unit in _OFFICES),
        tuple(Unit(*unit) for unit in _OTHERS),
    )


def person(number: int) -> str:
    """Give the made-up name of the number-th person: 张某, 李某, and so on, then 张某甲."""
    round_, place = divmod(number, len(_SURNAMES))
    stem = "" if not round_ else _STEMS[(round_ - 1) % len(_STEMS)]
    return f"{_SURNAMES[place]}某{stem}"


def office(sector: str, programme: str | None, invest_wan: int) -> str:
    """Name the coordination office of a project (三层五线, D27)."""
    if programme:
        return "XFB" if programme.startswith("网络安全") else "NNJ"
    if invest_wan >= 100_000:  # noqa: PLR2004 - 10亿元, as the regulation names it
        return "JDB"
    return {"服务业": "LKB", "房地产": "LKB", "农业": "NNJ"}.get(sector, "KJJ")
