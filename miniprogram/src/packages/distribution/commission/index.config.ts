export default definePageConfig({ navigationBarTitleText: '佣金来历', enablePullDownRefresh: true })
