import {
  addressErrors,
  addressInput,
  addressLine,
  EMPTY_ADDRESS,
  fromWeChat,
  maskMobile,
  nearAddressLine,
} from './address-form'
import { storefront } from '@shared/contract/member/calls'

const good = {
  ...EMPTY_ADDRESS,
  name: '林知夏',
  mobile: '13800006207',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  detail: '文三路 199 号',
}

test('a complete form has no errors, an empty one names each field', () => {
  expect(addressErrors(good)).toEqual({})
  expect(Object.keys(addressErrors(EMPTY_ADDRESS))).toEqual(['name', 'mobile', 'region', 'detail'])
})

test('each field has its own sentence', () => {
  expect(addressErrors({ ...good, mobile: '12800006207' }).mobile).toMatch('11 位')
  expect(addressErrors({ ...good, name: '很'.repeat(21) }).name).toMatch('20')
  expect(addressErrors({ ...good, district: ' ' }).region).toBeDefined()
  expect(addressErrors({ ...good, detail: '路' }).detail).toBeDefined()
})

test('an address in one line does not name a municipality twice', () => {
  expect(addressLine(good)).toBe('浙江省杭州市西湖区文三路 199 号')
  expect(addressLine({ ...good, province: '北京市', city: '北京市', district: '朝阳区' })).toBe(
    '北京市朝阳区文三路 199 号',
  )
  expect(nearAddressLine(good)).toBe('杭州市西湖区文三路 199 号')
  expect(maskMobile('13800006207')).toBe('138 **** 6207')
})

/** As WeChat's address book hands them over. */
const book = {
  name: '林知夏',
  phone: '13800006207',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  detail: '文三路 199 号',
}

test.each<[what: string, part: Partial<typeof book>, line: string]>([
  [
    'a county under a province',
    { province: '湖北省', city: '省直辖县级行政区划', district: '仙桃市' },
    '湖北省仙桃市',
  ],
  ['one without a city', { province: '湖北省', city: '', district: '仙桃市' }, '湖北省仙桃市'],
  ['a city without districts', { province: '广东省', city: '东莞市', district: '' }, '广东省东莞市'],
  ['a municipality', { province: '北京市', city: '北京市', district: '朝阳区' }, '北京市朝阳区'],
  [
    'Hong Kong',
    { province: '香港特别行政区', city: '香港特别行政区', district: '中西区' },
    '香港特别行政区中西区',
  ],
  [
    'Hong Kong without a city',
    { province: '香港特别行政区', city: '', district: '中西区' },
    '香港特别行政区中西区',
  ],
  ['a detail of 100', { detail: '弄'.repeat(100) }, '浙江省杭州市西湖区'],
])('[REGION-1] %s comes in from WeChat’s book and can be saved', (_, part, place) => {
  const form = fromWeChat({ ...book, ...part })
  expect(addressErrors(form)).toEqual({})
  expect(storefront['member.saveAddress'].input.safeParse(addressInput(form, undefined)).success).toBe(true)
  expect(addressLine(form)).toBe(`${place}${form.detail}`)
})

test.each<[what: string, part: Partial<typeof book>, field: string]>([
  ['a landline', { phone: '0571-88888888' }, 'mobile'],
  ['a landline with an extension', { phone: '(0571)8888 8888 转 6' }, 'mobile'],
  ['a number of Hong Kong', { phone: '+852 5123 4567' }, 'mobile'],
  ['no number', { phone: '' }, 'mobile'],
  ['a long name', { name: '尼古拉'.repeat(7) }, 'name'],
  ['a long detail', { detail: '弄'.repeat(101) }, 'detail'],
  ['no detail', { detail: '' }, 'detail'],
  ['no region', { province: '', city: '', district: '' }, 'region'],
])('[REGION-1] %s opens the form with its field marked, and nothing is lost', (_, part, field) => {
  const form = fromWeChat({ ...book, ...part })
  expect(Object.keys(addressErrors(form))).toEqual([field])
  expect(form).toMatchObject({ name: { ...book, ...part }.name, detail: { ...book, ...part }.detail })
})
