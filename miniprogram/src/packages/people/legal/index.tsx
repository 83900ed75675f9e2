import { View } from '@tarojs/components'
import { useLegalTexts } from '@/features/privacy'
import { useParams } from '@/platform'
import { Card, Loadable, Page, SkeletonList } from '@/ui'
import './index.scss'

/** 用户协议 or 隐私政策, as the shop has it. */
export default function LegalPage() {
  const texts = useLegalTexts()
  const { text } = useParams('people/legal')
  const which = text === 'privacy' ? 'privacy' : 'terms'
  return (
    <Page title={which === 'privacy' ? '隐私政策' : '用户协议'}>
      <Loadable state={texts} skeleton={<SkeletonList />}>
        {(all) => (
          <Card>
            {all[which].paragraphs.map((paragraph) => (
              <View key={paragraph} className="p-legal__paragraph">
                {paragraph}
              </View>
            ))}
            <View className="u-11 u-c3">{`第 ${all.version} 版`}</View>
          </Card>
        )}
      </Loadable>
    </Page>
  )
}
