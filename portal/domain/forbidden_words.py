"""Words that matter in enterprise names, by the ground on which they do.

Owns short lists for the machine check of form; a county extends them by evidence. They replace no judgement: a name
outside the lists can still be refused by an officer under article 11.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NATIONAL: Final = ("中国", "中华", "中央", "全国", "国家")
"""Need approval by the State Council (art. 12)."""

FORBIDDEN: Final[Mapping[str, tuple[str, ...]]] = {
    "11(1)": ("国务院", "国徽", "国旗", "国歌", "人民大会堂", "天安门", "中南海", "钓鱼台"),
    "11(2)": ("传销", "诈骗", "毒品", "冰毒", "走私", "暴乱", "非法集资"),
    "11(3)": (
        "政府",
        "党委",
        "纪委",
        "街道办",
        "居委会",
        "村委会",
        "海关",
        "共产党",
        "共青团",
        "民革",
        "民盟",
        "政协",
        "人大常委",
        "人民政府",
        "解放军",
        "武警",
        "公安",
        "法院",
        "检察院",
        "工会",
        "妇联",
        "红十字",
        "党校",
        "部队",
        *("党组", "党支部", "团委", "县委", "市委", "省委", "区委", "纪检", "监委", "派出所", "人民武装", "人社局"),
        *("市监局", "发改委", "卫健委", "国资委", "金融办", "网信办", "信访局", "残联", "工商联", "科协", "文联"),
        *("人民银行", "外汇管理局", "公共资源交易"),
    ),
    "11(4)": (
        "美国",
        "英国",
        "法国",
        "德国",
        "日本",
        "韩国",
        "俄罗斯",
        "联合国",
        "欧盟",
        "世贸组织",
        "世界卫生组织",
        "奥林匹克",
        "奥运",
    ),
    "11(5)": ("色情", "赌博", "博彩", "算命", "占卜", "风水", "恐怖", "暴力", "枪械", "鬼怪"),
    "11(6)": ("劣等民族", "蛮夷", "歧视", "纳粹", "法西斯"),
    "11(7)": ("二奶", "小三", "黑社会"),
    "11(9)": ("虚拟货币", "网络借贷", "代开发票", "银行"),
}
"""By paragraph of article 11; 银行 by article 11 of the Commercial Bank Law (商业银行法)."""

OFFICES: Final = re.compile(
    "(?:税务|公安|财政|教育|民政|司法|统计|审计|卫生|卫健|交通|水利|水务|住建|城管|国土|商务|工信|科技|文旅|体育|发展改革"
    "|市场监管|市场监督管理|市场监督|自然资源|生态环境|环保|农业农村|林业|应急|应急管理|人力资源|人社|医保|医疗保障|退役军人|外事|国防|外交)"
    "(?:总局|分局|局|厅|部|委员会|委|所)$|^人大$|^人民代表"
)
"""How offices are called: their field and 局, 部 or the like at the end (art. 11(3))."""

OFFICE_ENDS: Final = ("局", "署", "委员会", "办公室", "管委会")
"""Endings by which the public knows an office; 书局 and the like are possible, so an officer decides."""

FORMS: Final = ("有限公司", "责任公司", "股份公司", "股份有限", "分公司", "合伙企业", "专业合作社", "个体工商户")
"""Forms of organisation; they stand at the end of a name only (art. 10)."""

FINANCIAL: Final = ("金融", "保险", "证券", "信托", "基金", "期货", "典当", "征信", "小额贷款", "融资担保", "支付")
"""Trades that need a financial licence; without it the word may deceive (art. 11(8))."""

MISLEADING: Final = (
    "国家级",
    "最高级",
    "最佳",
    "第一",
    "顶级",
    "世界",
    "全球",
    "驰名",
    "央企",
    "国营",
    "特供",
    "专供",
    "央行",
)
"""May deceive the public (art. 11(8)); an officer decides."""

PLACES: Final = frozenset(
    {
        *("北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建"),
        *("江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海"),
        *("内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "台湾"),
        *("石家庄", "唐山", "太原", "沈阳", "大连", "长春", "哈尔滨", "南京", "苏州", "无锡", "杭州", "宁波", "温州"),
        *("合肥", "芜湖", "福州", "厦门", "泉州", "济南", "青岛", "郑州", "洛阳", "武汉", "宜昌", "长沙", "株洲"),
        *("广州", "深圳", "佛山", "东莞", "珠海", "南宁", "桂林", "海口", "三亚", "成都", "绵阳", "贵阳", "遵义"),
        *("昆明", "大理", "拉萨", "西安", "咸阳", "兰州", "西宁", "银川", "呼和浩特", "乌鲁木齐"),
        *("南昌", "景德镇", "萍乡", "九江", "新余", "鹰潭", "赣州", "吉安", "宜春", "抚州", "上饶"),
        *("峡江", "吉州", "青原", "吉水", "新干", "永丰", "泰和", "遂川", "万安", "安福", "永新", "井冈山"),
    }
)
"""Divisions that are no trade name (art. 8): provinces, cities of Jiangxi, counties of Ji'an."""

INDUSTRY_WORDS: Final = frozenset(
    {
        *("农业", "林业", "渔业", "养殖", "种植", "采矿", "制造", "食品", "饮料", "纺织", "服装", "家具", "造纸"),
        *("化工", "医药", "生物", "制药", "橡胶", "塑料", "建材", "钢铁", "铝业", "机械", "设备", "汽车", "电器"),
        *("电子", "仪器", "电力", "燃气", "水务", "建筑", "装饰", "批发", "零售", "商贸", "贸易", "运输", "物流"),
        *("仓储", "邮政", "住宿", "酒店", "餐饮", "软件", "信息", "网络", "通信", "金融", "保险", "投资", "地产"),
        *("物业", "租赁", "商务", "咨询", "广告", "科技", "技术", "研发", "环保", "园林", "教育", "培训", "医疗"),
        *("文化", "体育", "娱乐", "旅游", "生物医药", "生物科技", "信息技术", "电子商务", "供应链"),
    }
)
"""Industries that are no trade name unless they mean something else (art. 8)."""
