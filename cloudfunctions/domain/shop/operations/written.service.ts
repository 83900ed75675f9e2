import type { ParkedDocument } from '@shared/contract/operations/schema'
import type { Context } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { isUnreadable } from '../../sale/order'
import { shownName, wrongStaff } from '../../people/staff'
import { UNSIGNED, wrongSettings } from '../settings'
import { placeWords } from './causes.rules'

/** What somebody has set or written by hand, in the list of what somebody has to look at. */
const looked = (
  ctx: Context,
  document: Pick<ParkedDocument, 'kind' | 'title' | 'documentId'>,
  effect: Pick<ParkedDocument['effects'][number], 'what' | 'cause'>,
  places: readonly string[],
): ParkedDocument => ({
  ...document,
  since: ctx.clock.now(),
  // Nothing has been tried: what is wrong in it does not count until it is right.
  effects: [{ ...effect, detail: places.join(', '), tries: 0 }],
})

/**
 * What people have written wrong of the shop's settings and its staff, and a key that opens nothing: three trips at
 * once.
 */
export async function wronglyWritten(ctx: Context): Promise<ParkedDocument[]> {
  const [found, staff, unreadable] = await Promise.all([
    wrongSettings(ctx),
    wrongStaff(ctx),
    isUnreadable(ctx),
  ])
  const places = found.filter((place) => place !== UNSIGNED)
  const settings =
    places.length > 0
      ? [
          looked(
            ctx,
            { kind: 'settings', title: '店铺设置', documentId: 'shop' },
            { what: '全按店铺设置办事', cause: `${placeWords(places)}填得不对：改好之前不算数` },
            places,
          ),
        ]
      : []
  const unsigned = found.includes(UNSIGNED)
    ? [
        looked(
          ctx,
          { kind: 'settings', title: '佣金规则', documentId: 'policy' },
          {
            what: '按三级付佣金',
            cause: '三级还没有店主签名，先按两级算：请店主到佣金规则里读完说明签名，或者改成两级保存',
          },
          [UNSIGNED],
        ),
      ]
    : []
  const key = looked(
    ctx,
    { kind: 'personal', title: '客户资料', documentId: 'personal' },
    { what: '读出姓名、电话和地址', cause: '现在的密钥打不开最近的订单：请技术人员换回原来的密钥' },
    ['PERSONAL_DATA_KEY'],
  )
  return [
    ...(unreadable ? [key] : []),
    ...settings,
    ...unsigned,
    ...staff.map((one) =>
      looked(
        ctx,
        {
          kind: 'staff',
          title: `店员 ${shownName(one.staff) || '（没有名字）'}`,
          // Whose it is stays here.
          documentId: derivedId(16, 'staff', one.staff._id),
        },
        { what: '给这位店员全部权限', cause: '资料里有写得不对的地方，那些权限没有给：请改好' },
        one.places,
      ),
    ),
  ]
}
