export default definePageConfig({ navigationBarTitleText: '页面不在了' })
