export default definePageConfig({ navigationBarTitleText: '停住的事', enablePullDownRefresh: true })
