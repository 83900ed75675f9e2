export default definePageConfig({ navigationBarTitleText: '新增商品' })
