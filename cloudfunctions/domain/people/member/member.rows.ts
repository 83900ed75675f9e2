import type { Rows } from '../../../../tests/contract/row'

export const rows = {
  'storefront/member.updateProfile': { input: () => ({ nickname: '林知夏' }), required: ['nickname'] },
  'storefront/member.addresses': { input: () => ({}) },
  'storefront/member.saveAddress': {
    input: (w) => ({
      addressId: w.addressId,
      token: 'walk-0123456789abcdef',
      name: '林知夏',
      mobile: '13800006207',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      detail: '文三路 199 号',
      label: '家',
      isDefault: true,
    }),
    required: ['name', 'mobile', 'province', 'city', 'district', 'detail'],
    foreign: true,
  },
  'storefront/member.removeAddress': {
    input: (w) => ({ addressId: w.spareAddressId }),
    required: ['addressId'],
  },
} satisfies Rows
