export default definePageConfig({ navigationBarTitleText: '推广员申请' })
