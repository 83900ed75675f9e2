import { addressErrors, addressLine, EMPTY_ADDRESS, maskMobile, nearAddressLine } from './address-form'

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
