import type { InputOf } from '@shared/contract'
import { PLACE, RECEIVER, STREET } from '@shared/contract/member/limits'
import type { Address } from '@shared/contract/member/schema'
import { cleanLine } from '@shared/text/line'
import { misfit } from '@shared/text/length'
import { cleanMobile, isMobile } from '@shared/text/mobile'
import { isMunicipality, placeOf, tidyRegion } from '@shared/text/region'
import type { WeChatAddress } from '@/platform'

export interface AddressForm {
  name: string
  mobile: string
  province: string
  city: string
  district: string
  detail: string
  label: string
  isDefault: boolean
}
export type AddressErrors = Partial<Record<'name' | 'mobile' | 'region' | 'detail', string>>

export const EMPTY_ADDRESS: AddressForm = {
  name: '',
  mobile: '',
  province: '',
  city: '',
  district: '',
  detail: '',
  label: '',
  isDefault: false,
}

export const ADDRESS_LABELS = ['家', '公司', '父母'] as const

/**
 * A form out of WeChat's address book, its region as couriers write it; what is still wrong is for the user to mend.
 */
export function fromWeChat({ name, phone, province, city, district, detail }: WeChatAddress): AddressForm {
  const [, named, below] = tidyRegion([province, city, district])
  return {
    ...EMPTY_ADDRESS,
    name,
    mobile: cleanMobile(phone),
    province,
    city: named,
    district: below,
    detail,
  }
}

/** What is wrong with a form, in words; nothing when it can be saved. The server checks it again. */
export function addressErrors(form: AddressForm): AddressErrors {
  const errors: AddressErrors = {}
  const name = misfit(form.name, RECEIVER)
  if (name === 'short') errors.name = '请写收货人姓名'
  else if (name === 'long') errors.name = `姓名最多 ${RECEIVER.most} 个字`
  if (!isMobile(form.mobile)) {
    errors.mobile = form.mobile ? '手机号是 11 位数字，请再看一眼' : '请写手机号，快递会联系你'
  }
  const region = [form.province, form.city, form.district].map((place) => misfit(place, PLACE))
  if (region.includes('short')) errors.region = '请选到省、市、区'
  else if (region.includes('long')) errors.region = `省、市、区每个最多 ${PLACE.most} 个字`
  const detail = misfit(form.detail, STREET)
  if (detail === 'short') errors.detail = '请写街道、楼栋和门牌号'
  else if (detail === 'long') errors.detail = `详细地址最多 ${STREET.most} 个字`
  return errors
}

/** What is sent; call it on a form without errors. Without an id a new address is written. */
export function addressInput(
  form: AddressForm,
  addressId: string | undefined,
): InputOf<'storefront/member.saveAddress'> {
  const { name, mobile, province, city, district, detail, label, isDefault } = form
  return {
    ...(addressId ? { addressId } : {}),
    name: cleanLine(name),
    mobile,
    province: cleanLine(province),
    city: cleanLine(city),
    district: cleanLine(district),
    detail: cleanLine(detail),
    label,
    isDefault,
  }
}

type Place = Pick<Address, 'province' | 'city' | 'district' | 'detail'>

/** `浙江省杭州市西湖区文三路 199 号`; a municipality is not named twice. */
export function addressLine({ province, city, district, detail }: Place): string {
  return `${placeText({ province, city, district })}${detail}`
}

/** Without the province, as one says it to a friend: `杭州市西湖区文三路 199 号`. */
export function nearAddressLine({ city, district, detail, province }: Place): string {
  return `${placeOf([isMunicipality(province) ? province : '', city, district])}${detail}`
}

/** Up to the district. */
export function placeText({ province, city, district }: Omit<Place, 'detail'>): string {
  return placeOf([province, city, district])
}

/** `138 **** 6207`; shown on pages that others may look at. */
export function maskMobile(mobile: string): string {
  return isMobile(mobile) ? `${mobile.slice(0, 3)} **** ${mobile.slice(7)}` : mobile
}
