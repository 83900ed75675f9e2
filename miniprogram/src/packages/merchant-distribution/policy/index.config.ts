export default definePageConfig({ navigationBarTitleText: '佣金规则' })
