import type { Address } from '@shared/contract/member/schema'

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

/** What is wrong with a form, in words; nothing when it can be saved. The server checks it again. */
export function addressErrors(form: AddressForm): AddressErrors {
  const errors: AddressErrors = {}
  const name = form.name.trim()
  if (!name) errors.name = '请写收货人姓名'
  else if ([...name].length > 20) errors.name = '姓名最多 20 个字'
  if (!/^1[3-9]\d{9}$/.test(form.mobile.trim())) {
    errors.mobile = form.mobile.trim() ? '手机号是 11 位数字，请再看一眼' : '请写手机号，快递会联系你'
  }
  if (!form.province.trim() || !form.city.trim() || !form.district.trim()) errors.region = '请选到省、市、区'
  const detail = form.detail.trim()
  if ([...detail].length < 2) errors.detail = '请写街道、楼栋和门牌号'
  else if ([...detail].length > 100) errors.detail = '详细地址最多 100 个字'
  return errors
}

/** `+86 138 0000 0000` and the like, as people paste them, become eleven figures. */
export function cleanMobile(text: string): string {
  const figures = text.normalize('NFKC').replace(/\D/g, '')
  return (figures.length > 11 && figures.startsWith('86') ? figures.slice(2) : figures).slice(0, 11)
}

type Place = Pick<Address, 'province' | 'city' | 'district' | 'detail'>

/** `浙江省杭州市西湖区文三路 199 号`; a municipality is not named twice. */
export function addressLine({ province, city, district, detail }: Place): string {
  return `${placeText({ province, city, district })}${detail}`
}

/** Without the province, as one says it to a friend: `杭州市西湖区文三路 199 号`. */
export function nearAddressLine({ city, district, detail, province }: Place): string {
  return `${isMunicipality(province) ? province : city}${district}${detail}`
}

/** Up to the district. */
export function placeText({ province, city, district }: Omit<Place, 'detail'>): string {
  return isMunicipality(province) ? `${province}${district}` : `${province}${city}${district}`
}

function isMunicipality(province: string): boolean {
  return ['北京', '上海', '天津', '重庆'].some((name) => province.startsWith(name))
}

/** `138 **** 6207`; shown on pages that others may look at. */
export function maskMobile(mobile: string): string {
  return mobile.length === 11 ? `${mobile.slice(0, 3)} **** ${mobile.slice(7)}` : mobile
}
