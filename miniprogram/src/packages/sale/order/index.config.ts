export default definePageConfig({
  navigationBarTitleText: '订单详情',
  navigationBarTextStyle: 'white',
  enablePullDownRefresh: true,
})
