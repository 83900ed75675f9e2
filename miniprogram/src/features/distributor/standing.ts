import type { Session } from '@/data'

export function isDistributor(session: Session | undefined): boolean {
  return session?.distributorState === 'active'
}

export interface WayIn {
  title: string
  note: string
  to: 'distribution/centre' | 'distribution/apply'
}

/** The way into distribution (推广) on the page of one's own. */
export function wayIn(state: Session['distributorState']): WayIn {
  switch (state) {
    case 'active':
      return { title: '推广中心', note: '佣金、客户和推广素材', to: 'distribution/centre' }
    case 'pending':
      return { title: '推广员申请', note: '正在审核，有结果会告诉你', to: 'distribution/apply' }
    case 'refused':
      return { title: '推广员申请', note: '没有通过，看看原因', to: 'distribution/apply' }
    case 'suspended':
      return { title: '推广中心', note: '推广资格已暂停', to: 'distribution/apply' }
    case 'none':
      return { title: '成为推广员', note: '把喜欢的东西推荐给朋友', to: 'distribution/apply' }
  }
}
