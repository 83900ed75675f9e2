export default definePageConfig({ navigationBarTitleText: '组件', enableShareAppMessage: true })
