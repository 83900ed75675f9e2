import { openidOf } from '../server/phones'
import { CAST, DISTRIBUTORS } from './cast'
import { CITIES, type DemoCustomer, type DemoPeople } from './people'
import { createRandom, type Random } from './random'

/** Buyers without a story: most came in the last 90 days, each day about as many. */
const CROWD = 270
const NEW_SHARE = 0.76
const DAYS = 90
const OLDEST_DAYS = 290
/** Somebody recommended the shop to so many of them. */
const RECOMMENDED = 0.34

const FAMILY =
  '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜戚谢邹苏潘葛范彭鲁韦马苗方俞任袁柳史唐薛贺倪汤罗毕郝安常于傅卞齐康余'
const GIVEN =
  '一诺 子衿 书言 千寻 小棠 之桃 允和 文澜 以沫 可欣 立夏 冬生 半夏 安然 向晚 如是 沐阳 初九 明远 知微 南星 思齐 春晓 念慈 秋实 若谷 望舒 晚晴 景行 清越 雨桐 云舒 青禾 守一 星野 乐山 怀瑾 语迟 庭前 松月 江离 采薇 闻笛 朝露 归远 见山 寻梅 听泉 问渠 拾光'.split(
    ' ',
  )

const MORE_CITIES = [
  ...CITIES,
  ['浙江省', '宁波市', '鄞州区', '百丈东路 118 号'],
  ['浙江省', '嘉兴市', '南湖区', '吉水路 36 号'],
  ['江苏省', '苏州市', '姑苏区', '平江路 77 号'],
  ['安徽省', '合肥市', '包河区', '徽州大道 402 号'],
  ['湖北省', '武汉市', '洪山区', '珞喻路 215 号'],
  ['山东省', '济南市', '历下区', '经十路 90 号'],
  ['陕西省', '西安市', '雁塔区', '小寨东路 61 号'],
  ['湖南省', '长沙市', '岳麓区', '麓山路 28 号'],
] as const

/** Everybody of the full demo; always the same. */
export function manyPeople(): DemoPeople {
  const random = createRandom(90)
  const taken = new Set(CAST.map(({ name }) => name))
  let recommended = 0
  const crowd = Array.from({ length: CROWD }, (_, i): DemoCustomer => {
    const daysAgo =
      random.next() < NEW_SHARE ? random.between(0, DAYS - 1) : random.between(DAYS, OLDEST_DAYS)
    // In step with the share, so that no month has many more of them than another.
    const isRecommended = recommended < (i + 1) * RECOMMENDED
    const of = isRecommended ? recommender(daysAgo, random) : null
    if (of !== null) recommended += 1
    return {
      openid: openidOf(`customer-${CAST.length + i + 1}`),
      name: nameOf(taken, random),
      city: random.pick(MORE_CITIES),
      of,
      daysAgo,
    }
  })
  return { distributors: DISTRIBUTORS, customers: [...CAST, ...crowd] }
}

/** One of those who recommended the shop by then, who sells more the likelier. */
function recommender(daysAgo: number, random: Random): string | null {
  const there = DISTRIBUTORS.filter((one) => one.pull > 0 && one.daysAgo - 3 > daysAgo)
  return there.length > 0 ? random.weighted(there, ({ pull }) => pull).who : null
}

function nameOf(taken: Set<string>, random: Random): string {
  for (;;) {
    const name = random.pick([...FAMILY]) + random.pick(GIVEN)
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}
