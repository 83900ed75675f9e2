import { View } from '@tarojs/components'
import { useState } from 'react'
import { useFreshOnShow } from '@/data'
import { COMMISSION_WORDS, useCommission, whenPaid, type CommissionDetail } from '@/features/commission'
import { DistributorOnly } from '@/features/distributor'
import { serverNow, useParams, useRefresh } from '@/platform'
import { Bone, Card, Loadable, Page, Price, Sheet, Tag } from '@/ui'
import { Reckoning } from './Reckoning'
import { Way } from './Way'
import './index.scss'

/** 佣金来历: where each fen of a commission comes from, and where it is now. */
export default function CommissionPage() {
  const refresh = useFreshOnShow('commission')
  useRefresh(refresh)
  return (
    <Page title="佣金来历">
      <DistributorOnly skeleton={<CommissionSkeleton />}>{() => <Commission />}</DistributorOnly>
    </Page>
  )
}

function Commission() {
  const { commissionId = '' } = useParams('distribution/commission')
  const commission = useCommission(commissionId)
  const [rules, setRules] = useState(false)
  return (
    <Loadable state={commission} skeleton={<CommissionSkeleton />}>
      {(detail) => (
        <>
          <Sum detail={detail} />
          <Reckoning detail={detail} onRules={() => setRules(true)} />
          <Way detail={detail} />
          <Sheet open={rules} onClose={() => setRules(false)} title={`规则第 ${detail.policyVersion} 版`}>
            <View className="p-commission__rules">{detail.explanation}</View>
          </Sheet>
        </>
      )}
    </Loadable>
  )
}

function Sum({ detail }: { detail: CommissionDetail }) {
  const { text, tone } = COMMISSION_WORDS[detail.state]
  return (
    <View className="p-commission__sum">
      <View className="u-12 u-c2">每一分钱怎么来的</View>
      <Price fen={detail.amountFen} tone="gold" size="xxl" className="p-commission__amount" />
      <View className="p-commission__state">
        <Tag tone={tone}>{text}</Tag>
        <View className="p-commission__when">{whenPaid(detail, serverNow())}</View>
      </View>
    </View>
  )
}

function CommissionSkeleton() {
  return (
    <View>
      <View className="p-commission__sum">
        <Bone width={96} height={12} />
        <Bone width={128} height={36} top={10} />
        <Bone width={176} height={18} top={10} />
      </View>
      <Card title="怎么算">
        <Bone height={116} radius={10} />
        <Bone height={116} radius={10} top={10} />
        <Bone width="60%" height={13} top={16} />
      </Card>
    </View>
  )
}
