"""What projects are called, what they build and who invests: made-up companies only."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random

_WORDS = (
    "砺锋 澄岳 沐原 峤川 穗禾 翎云 珩信 霁光 芷江 朔谷 瀚屿 槿和 岚峪山 栎木 漪澜 曜石 衡芜 麓溪 "
    "棠梨 远汀 青屿 铎声 筑澜 星垣 汀兰 云杉 璞川 晴野 泓山 鹿鸣溪 恪诚达 望舒 聚沙 桐月 启明川 荻花 "
    "知渊 长庚 沧浪里 扶光 岫云 澹波 枳园 畅垣 嵩林 甫田 旭汀 沅芷 泽沁 砚池 溯原 榕荫 湛卢 皓川 "
    "稷丰 竹里 纫秋 蓁叶 觅渡 谷雨 赭石 遥岑 邃谷 锦汀 阡陌 隰桑 霖川 韶石 颐原 骊川 鲲屿 鹭汀 "
    "麦浪 苇渡 弦歌 柘林 栖梧 渚青 滨沅 煦原 琅川 瑾屿 畹兰 箬溪"
)
_BRANDS = _WORDS.split()


class Trade(NamedTuple):
    """A line of business: what its companies are called, what they build on what land, and its lead unit."""

    sector: str
    programme: str | None
    company: str
    products: tuple[str, ...]
    content: str
    land: str
    lead: str


_TRADES = (
    Trade(
        "工业",
        None,
        "装备",
        (
            "工程机械液压件生产基地",
            "智能电梯整机制造",
            "工业机器人减速器产业园",
            "高端数控机床研发制造",
            "轨道交通制动系统基地",
            "精密模具智造园",
            "智能仓储设备制造",
            "航空零部件精密加工",
        ),
        "总建筑面积{area}万平方米，建设{halls}栋标准厂房、研发楼及配套用房，购置加工中心、总装线等设备{sets}台（套），"
        "达产后年产值约{output}亿元",
        "工业用地",
        "ZBY",
    ),
    Trade(
        "高新",
        None,
        "生物",
        (
            "生物医药中试基地",
            "医疗器械产业园",
            "体外诊断试剂研发生产",
            "中药制剂智能工厂",
            "细胞治疗研发中心",
            "医用耗材生产基地",
        ),
        "总建筑面积{area}万平方米，建设GMP 厂房{halls}栋及动物实验室，形成年产{sets}万支（件）的生产能力",
        "工业用地",
        "SYY",
    ),
    Trade(
        "工业",
        None,
        "新能源",
        (
            "动力电池结构件生产基地",
            "储能系统集成",
            "光伏逆变器智能工厂",
            "氢燃料电池电堆产业化",
            "充换电设备制造",
            "特种电缆生产线",
            "新能源汽车电驱系统",
        ),
        "总建筑面积{area}万平方米，建设车间{halls}栋、检测中心1座，引进自动化产线{sets}条，达产后年产值约{output}亿元",
        "工业用地",
        "XNY",
    ),
    Trade(
        "高新",
        None,
        "数字",
        (
            "算力数据中心",
            "北斗应用产业园",
            "工业互联网平台总部",
            "人工智能加速器",
            "信创适配产业园",
            "半导体封装测试",
        ),
        "总建筑面积{area}万平方米，建设机房楼、运维楼{halls}栋，规划机架{sets}00架，配套110千伏变电站及冷却系统",
        "科研用地",
        "SZJ",
    ),
    Trade(
        "保税物流",
        None,
        "物流",
        (
            "冷链物流中心",
            "多式联运枢纽",
            "跨境电商保税仓",
            "智慧物流园",
            "医药冷链分拨中心",
            "大宗商品保税仓储",
        ),
        "总建筑面积{area}万平方米，建设高标准仓库{halls}栋、冷库{output}万立方米、分拣中心及堆场，年周转货物{sets}0万吨",
        "仓储物流用地",
        "GWY",
    ),
    Trade(
        "食品",
        None,
        "食品",
        (
            "中央厨房及预制菜产业园",
            "休闲食品智能工厂",
            "乳制品加工基地",
            "调味品扩建",
            "烘焙食品生产线",
            "饮料灌装基地",
        ),
        "总建筑面积{area}万平方米，建设洁净车间{halls}栋、检验中心及冷库，引进灌装、包装等生产线{sets}条",
        "工业用地",
        "SPY",
    ),
    Trade(
        "服务业",
        None,
        "文旅",
        ("湿地生态旅游度假区", "滨湖康养中心", "文化创意街区", "亲子研学营地", "水上运动中心"),
        "总建筑面积{area}万平方米，建设游客中心、主题场馆{halls}栋及步道{output}公里，配套停车位{sets}0个",
        "商业服务用地",
        "WLZ",
    ),
    Trade(
        "房地产",
        None,
        "置业",
        ("滨江片区城市更新", "青年社区", "人才公寓", "老旧厂区改造", "产城融合社区"),
        "总建筑面积{area}万平方米，建设住宅及公共配套{halls}栋，同步建设幼儿园1所、地下车位{sets}0个",
        "住宅用地",
        "CGZ",
    ),
    Trade(
        "服务业",
        None,
        "商务",
        ("区域总部大厦", "商业综合体", "会展中心", "金融服务港", "检验检测服务园", "星级酒店"),
        "总建筑面积{area}万平方米，建设商务楼宇{halls}栋，引入总部及专业服务机构{sets}家，地下空间约{output}万平方米",
        "商业服务用地",
        "SJQ",
    ),
    Trade(
        "高新",
        None,
        "科技",
        ("智能传感器产业园", "新材料研究院", "激光装备研发中心", "专精特新加速基地", "科技企业孵化器"),
        "总建筑面积{area}万平方米，建设研发楼、中试厂房{halls}栋，引进公共技术平台{output}个、入驻企业{sets}家",
        "科研用地",
        "KCY",
    ),
    Trade(
        "农业",
        "乡村振兴及农村产业融合",
        "农业",
        (
            "现代种业繁育基地",
            "设施蔬菜产业园",
            "水产健康养殖示范区",
            "农产品产地冷藏保鲜",
            "田园综合体",
            "优质稻米加工",
        ),
        "流转土地{sets}0亩，建设连栋温室{area}万平方米、加工车间{halls}栋及产地冷库，带动周边{output}个村增收",
        "设施农用地",
        "NSQ",
    ),
    Trade(
        "服务业",
        "网络安全人才与创新基地",
        "网安",
        ("网络安全实训基地", "攻防演练靶场", "网络安全产业孵化园", "数据安全测评中心", "网安人才社区"),
        "总建筑面积{area}万平方米，建设实训楼、靶场机房{halls}栋，年培训网络安全人才{sets}00人次",
        "科教用地",
        "WAZ",
    ),
)
_ROADS = (
    "澄兴大道",
    "创智路",
    "望江大道",
    "柳岸路",
    "青石一路",
    "云桥东路",
    "白鹭街",
    "枫林路",
    "兴业横路",
    "穗丰路",
)


def trade(number: int, lead: str) -> Trade:
    """Give the business of a lead unit; a unit without one of its own takes them in turn."""
    own = next((known for known in _TRADES if known.lead == lead), None)
    return own or _TRADES[number % len(_TRADES)]


def title(kind: Trade, number: int) -> tuple[str, str]:
    """Give the name of the number-th project and of its investor; no two of the first thousands agree."""
    product = kind.products[number // 12 % len(kind.products)]
    turn, place = divmod(number, len(_BRANDS))
    brand = _BRANDS[(place + turn) % len(_BRANDS)]
    phase = "" if not turn else f"{'二三四五六七八九'[min(turn, 8) - 1]}期"
    series = "" if number < len(_BRANDS) * 9 else f"{number}号"
    return f"{brand}{product}{phase}{series}项目", f"澄湖{brand}{kind.company}有限公司"


def content(kind: Trade, rng: random.Random, invest_wan: int) -> str:
    """Say what is built, in keeping with the investment."""
    area = max(1.2, round(invest_wan / 9000 * rng.uniform(0.7, 1.3), 1))
    numbers = {"area": area, "halls": rng.randrange(2, 9), "sets": rng.randrange(6, 48)}
    return kind.content.format(**numbers, output=rng.randrange(2, 16)) + "。"


def place(rng: random.Random, street: str) -> str:
    """Give an address in a street office's area."""
    return f"{street}{rng.choice(_ROADS)}{rng.randrange(1, 299)}号"


def investment(rng: random.Random) -> int:
    """Draw a total investment in 万元: most from 1亿元 to 10亿元, some above."""
    amount = min(10_000 + int(rng.expovariate(1 / 45_000)), 460_000)
    return amount // 100 * 100 if rng.random() < 0.9 else 100_000  # noqa: PLR2004
