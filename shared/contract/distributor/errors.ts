/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  NICKNAME_NEEDED: '还没有昵称，请先写上再提交，朋友靠它认出你',
  ALREADY_APPLIED: '你已提交过申请，请等待审核',
  ALREADY_DISTRIBUTOR: '你已经是推广员了',
  NOT_DISTRIBUTOR: '成为推广员后才能使用',
  AGREEMENT_OUTDATED: '推广协议已更新，请重新阅读并同意',
  DISTRIBUTOR_STOPPED: '你的推广资格已停用，想恢复请联系客服',
  STANDING_STATE: '这位推广员的状态刚刚变了，请刷新后再看',
  REVIEW_STATE: '这份申请已经处理过了',
} as const
