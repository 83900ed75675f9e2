import { openidOf } from '../server/phones'
import { FEW_DISTRIBUTORS, type DemoCustomer, type DemoDistributor } from './people'

/** The people of the full demo who have a name and a story. */

/** When the first three joined in a shop with a longer past. */
const JOINED: Readonly<Record<string, number>> = { distributor: 276, uncle: 282, aunt: 288 }

const joined = (
  who: string,
  [nickname, realName]: readonly [nickname: string, realName: string],
  channel: string,
  [daysAgo, pull]: readonly [daysAgo: number, pull: number],
  above: string | null = null,
  shares: readonly string[] = [],
): DemoDistributor => ({ who, nickname, realName, channel, daysAgo, pull, above, shares })

/** Everybody who recommends the shop. Who sells nothing of what others buy has a pull of 0. */
export const DISTRIBUTORS: readonly DemoDistributor[] = [
  ...FEW_DISTRIBUTORS.map((one) => ({
    ...one,
    daysAgo: JOINED[one.who] ?? one.daysAgo,
    shares: ['honey', 'qicheng'],
  })),
  joined('fangqinglan', ['方青岚', '方青岚'], '小院子的读书会和 3 个群，约 420 人', [270, 6], null, [
    'baicha',
  ]),
  joined('zhoulaoshi', ['周老师', '周敬言'], '学生家长与茶课班级群，约 180 人', [229, 6], 'fangqinglan'),
  // Has read everything and sold nothing yet.
  joined('guxiaoman', ['顾小满', '顾小满'], '宿舍与社团群 4 个，约 240 人', [12, 0], 'distributor'),
  joined('yunjian', ['云间小馆', '罗望舒'], '餐厅公众号与 6 个食客群，约 2,300 人', [283, 22], null, [
    'yangdujun',
    'youcai',
  ]),
  joined('linxiaochuan', ['林小川', '林小川'], '朋友圈与线下市集，约 900 人', [203, 3], 'yunjian'),
  joined('shanjiao', ['山脚咖啡', '沈岳'], '咖啡馆会员群，约 260 人', [85, 2], 'yunjian', ['honey']),
  joined('zhulimian', ['竹里面馆', '吴竹'], '面馆桌贴与 1 个群，约 150 人', [53, 1.5], 'yunjian'),
  joined('laoyouju', ['老邮局民宿', '纪南桥'], '住客手账与 1 个群，约 120 人', [71, 1], 'yunjian'),
  // Sells well; some of it to three people who share one door.
  joined('apan', ['老茶客阿潘', '潘立朴'], '茶友群 2 个，约 380 人', [273, 9], null, ['rougui']),
  joined('hedong', ['河东茶档', '凌河'], '茶档熟客 1 个群，约 90 人', [134, 1], 'apan'),
  // Her only sale came back after it had been settled: nothing is left, and would be owed if it were withdrawn.
  joined('shiliu', ['石榴姐', '石榴'], '社区团购与 2 个群，约 200 人', [114, 0], 'apan'),
  joined('banshan', ['半山集市', '桑远'], '小区团购 12 个群，约 1,600 人', [250, 8], null, ['jidan', 'dami']),
  // His pupils send much back.
  joined('yifangchaxi', ['一方茶席', '席闻远'], '茶课学员群，约 210 人', [184, 2], null, ['dahongpao-50']),
]

type Row = readonly [
  name: string,
  of: string | null,
  daysAgo: number,
  /** Nothing: only when the story says so. */
  everyDays: number | null,
  likes: string,
  city: DemoCustomer['city'],
]

const ROWS: readonly Row[] = [
  [
    '林小满',
    'distributor',
    236,
    18,
    'jidan dami hongshufen',
    ['浙江省', '杭州市', '拱墅区', '青槐路 26 号 4 幢 602'],
  ],
  [
    '陈嘉树',
    'distributor',
    268,
    16,
    'yancha gouqi kuqiao hetao',
    ['上海市', '上海市', '徐汇区', '梅陇支路 88 弄 12 号 401'],
  ],
  [
    '周若水',
    'distributor',
    121,
    14,
    'yancha qicheng rougui',
    ['江苏省', '南京市', '鼓楼区', '清水塘 60 号 2 单元 301'],
  ],
  ['吴越', 'distributor', 98, 21, 'hetao hetaoren', ['福建省', '厦门市', '思明区', '莲花北路 207 号 1503']],
  [
    '郑知秋',
    'distributor',
    252,
    70,
    'baicha yangdujun-li chali-3',
    ['广东省', '深圳市', '南山区', '科苑东路 15 号 B 座 904'],
  ],
  [
    '王一舟',
    'distributor',
    183,
    24,
    'youcai lajiaojiang larou',
    ['四川省', '成都市', '武侯区', '小天竺巷 9 号 3 幢 1101'],
  ],
  [
    '冯春生',
    'distributor',
    150,
    30,
    'huizao mizhi-xiaomi lianzi',
    ['北京市', '北京市', '海淀区', '清源西里 52 号楼 4 门 602'],
  ],
  [
    '褚云',
    'distributor',
    172,
    28,
    'anji-kouliang kuqiao honey-250',
    ['浙江省', '杭州市', '拱墅区', '丽景湾 3 幢 1702'],
  ],
  [
    '卫青禾',
    'distributor',
    88,
    20,
    'honey-2x hongdou-tang hetao',
    ['上海市', '上海市', '徐汇区', '枫林小区 21 号 502'],
  ],
  [
    '蒋南乔',
    'distributor',
    134,
    15,
    'youcai lajiaojiang hongshufen',
    ['江苏省', '南京市', '鼓楼区', '汉中门外 60 号 8 幢 401'],
  ],
  [
    '沈听雨',
    'distributor',
    66,
    26,
    'yancha rougui hongtang-box',
    ['福建省', '厦门市', '思明区', '岩前社 17 号'],
  ],
  [
    '韩松',
    'distributor',
    75,
    22,
    'rougui hetaoren qiu-muer',
    ['广东省', '深圳市', '南山区', '后海花园 6 栋 1808'],
  ],
  ['杨柳', 'uncle', 205, 7, 'jidan dami mizhi-xiaomi', ['安徽省', '合肥市', '包河区', '香樟公寓 5 幢 203']],
  [
    '朱砂',
    'uncle',
    118,
    19,
    'heizhima honey-250 hongdou-tang',
    ['上海市', '上海市', '徐汇区', '龙吴路 120 弄 7 号 902'],
  ],
  [
    '秦岭',
    'uncle',
    90,
    14,
    'honey dami youcai jidan',
    ['四川省', '成都市', '武侯区', '玉林南路 71 号 2-4-602'],
  ],
  [
    '许愿',
    'aunt',
    216,
    38,
    'baicha chali-3 shanzhen-4',
    ['北京市', '北京市', '海淀区', '志新北里 3 号楼 1201'],
  ],
  [
    '何以宁',
    'aunt',
    143,
    18,
    'jidan huagu xianggupian',
    ['浙江省', '杭州市', '拱墅区', '湖墅北弄 9 号 3 单元 402'],
  ],
  ['吕行', null, 92, 32, 'honey-2x kuqiao larou', ['江苏省', '南京市', '鼓楼区', '月牙湖 12 号 801']],
  [
    '施然',
    null,
    210,
    24,
    'yangdujun xianggupian honey',
    ['福建省', '厦门市', '思明区', '湖滨南路 66 号 1002'],
  ],
  ['张弛', null, 188, 26, 'hetao hetaoren', ['广东省', '深圳市', '南山区', '桃园路 168 号 A 1203']],
  ['孔亦安', null, 160, 45, 'qicheng dami', ['四川省', '成都市', '武侯区', '科华北支 11 号 4 单元 304']],
  ['曹禾', null, 202, 140, 'yancha chali-3', ['北京市', '北京市', '海淀区', '中关村西巷 22 号 702']],
  ['严冬', null, 176, 17, 'youcai dami qicheng jidan', ['浙江省', '杭州市', '拱墅区', '运河宿舍 7 幢 601']],
  [
    '华灯',
    null,
    300,
    150,
    'shibing-6 chali-3 shanzhen-4',
    ['上海市', '上海市', '徐汇区', '复兴西路 44 弄 3 号'],
  ],
  [
    '金桂',
    null,
    108,
    22,
    'hongtang-box lianzi hongtang',
    ['江苏省', '南京市', '鼓楼区', '宁海路 19 号 2 幢 901'],
  ],
  ['魏蓝', null, 58, 30, 'baicha kuqiao', ['福建省', '厦门市', '思明区', '槟榔路 23 号 1202']],
  [
    '钟巧',
    'yunjian',
    126,
    20,
    'qicheng penggan hongtang',
    ['浙江省', '杭州市', '钱塘区', '学林街 18 号学生公寓 6 幢 412'],
  ],
  [
    '方小满',
    'banshan',
    214,
    9,
    'qicheng dami jidan xiuzhenguo',
    ['浙江省', '嘉兴市', '南湖区', '禾兴花园 9 幢 1401'],
  ],
  [
    '邓知未',
    'yifangchaxi',
    140,
    11,
    'baicha dahongpao-50 yangdujun-li',
    ['浙江省', '杭州市', '西湖区', '翠苑四区 22 幢 402'],
  ],
  ['冯晚亭', 'shiliu', 76, null, 'yancha chali-3', ['湖北省', '武汉市', '武昌区', '昙华林 31 号 6 楼']],
  ['唐星', 'yunjian', 82, 24, 'honey-250 hongtang-box', ['广东省', '广州市', '天河区', '员村南街 6 号 1103']],
  [
    '李雨白',
    'zhoulaoshi',
    96,
    35,
    'mizhi-xiaomi lianzi huizao',
    ['湖南省', '长沙市', '岳麓区', '银盆岭 9 栋 704'],
  ],
  [
    '黄桃',
    'aunt',
    34,
    8,
    'penggan honey-250 hongdou-tang',
    ['山东省', '济南市', '历下区', '解放东路 55 号 8-1-203'],
  ],
  ['秋雨', null, 300, null, 'honey yancha youcai', ['湖北省', '武汉市', '洪山区', '喻家湖 2 栋 905']],
  [
    '田坤',
    null,
    160,
    28,
    'hongshufen chayou honey-250',
    ['陕西省', '西安市', '雁塔区', '含光路 88 号 3 幢 801'],
  ],
  ['郝顺', 'apan', 24, null, 'yancha gouqi honey', ['浙江省', '杭州市', '西湖区', '文三路 500 号 1 幢 1001']],
  ['郝利', 'apan', 22, null, 'hetao honey', ['浙江省', '杭州市', '西湖区', '文三路 500 号 1 幢 1001']],
  ['郝成', 'apan', 21, null, 'yangdujun honey', ['浙江省', '杭州市', '西湖区', '文三路 500 号 1 幢 1001']],
  [
    '耿播',
    'aunt',
    130,
    28,
    'lajiaojiang hongshufen larou',
    ['贵州省', '贵阳市', '云岩区', '宝山南路 17 号 6 楼'],
  ],
]

/** These have not been seen for so long. */
const QUIET: Readonly<Record<string, number>> = { 施然: 62, 张弛: 66, 秋雨: 184 }
/** Buys much, and sends most of it back on the sixth day. */
export const RETURNER = '邓知未'

export const CAST: readonly DemoCustomer[] = ROWS.map(([name, of, daysAgo, everyDays, likes, city], i) => {
  const distributor = DISTRIBUTORS.find(({ who }) => who === of)
  return {
    openid: openidOf(`customer-${i + 1}`),
    name,
    city,
    of,
    // Nobody came through a share before it was made.
    daysAgo: Math.min(daysAgo, (distributor?.daysAgo ?? daysAgo + 5) - 5),
    seenDaysAgo: QUIET[name],
    everyDays: everyDays ?? undefined,
    likes: likes.split(' '),
  }
})

export function castMember(name: string): DemoCustomer {
  const found = CAST.find((one) => one.name === name)
  if (!found) throw new RangeError(`nobody is called ${name}`)
  return found
}

/** What the stories tell: who bought what, when, and what became of it. */
export interface Episode {
  readonly name: string
  readonly daysAgo: number
  /** Of the day. */
  readonly minute: number
  readonly skuIds: readonly string[]
  readonly quantity?: number
  readonly fast?: true
  readonly returnedAfterDays?: number
}

export const EPISODES: readonly Episode[] = [
  // The last that was seen of them.
  { name: '施然', daysAgo: 76, minute: 1_130, skuIds: ['yangdujun-50', 'honey-500'] },
  { name: '张弛', daysAgo: 81, minute: 702, skuIds: ['hetao-plain-500'] },
  {
    name: '冯晚亭',
    daysAgo: 34,
    minute: 1_243,
    skuIds: ['yancha-125-gift'],
    quantity: 2,
    returnedAfterDays: 12,
  },
  // Three accounts behind one door: minutes apart, received within a day, and all bound to the same distributor.
  { name: '郝顺', daysAgo: 19, minute: 604, skuIds: ['yancha-125-can', 'gouqi-500'], fast: true },
  { name: '郝利', daysAgo: 19, minute: 611, skuIds: ['hetao-plain-500', 'honey-500'], fast: true },
  { name: '郝顺', daysAgo: 12, minute: 1_291, skuIds: ['yancha-125-gift', 'honey-500'], fast: true },
  { name: '郝利', daysAgo: 12, minute: 1_298, skuIds: ['yancha-125-can', 'honey-500'], fast: true },
  { name: '郝成', daysAgo: 12, minute: 1_300, skuIds: ['yangdujun-50', 'honey-500'], fast: true },
]
