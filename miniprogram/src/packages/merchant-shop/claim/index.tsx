import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { OWNER_CODE_LENGTH } from '@shared/contract/staff/limits'
import { sayError, useSession } from '@/data'
import { SET_UP } from '@/features/shop'
import { ownerCodeIn, refusedCode, useClaim } from '@/features/staff'
import { replace } from '@/platform'
import { Art, Button, Card, Page, toast } from '@/ui'
import { CodeCells } from './CodeCells'
import './index.scss'

/** 开店: whoever enters the code of the deployment becomes the owner. */
export default function ClaimPage() {
  const ownerless = useSession().data?.shop.closed === 'ownerless'
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<{ sentence: string; code?: string }>()
  const claim = useClaim()

  const { code, odd } = ownerCodeIn(text)
  const missing = OWNER_CODE_LENGTH - code.length
  const sentence =
    odd === undefined ? problem?.sentence : `开店码里没有 ${odd}，0、1、I、O 都不用，看看是不是别的字`
  const reason = missing > 0 ? `还差 ${missing} 位` : code === problem?.code ? '改一改再试' : undefined

  const submit = async () => {
    try {
      await claim(code)
    } catch (error) {
      const wrong = refusedCode(error)
      return setProblem(wrong === undefined ? sayError(error) : { sentence: wrong, code })
    }
    toast('这间店是你的了', { icon: 'ok' })
    replace(SET_UP)
  }

  return (
    <Page title="开店">
      <View className="p-claim">
        <Art name="shop" />
        <View className="p-claim__title">{ownerless ? '这间店还没有主人' : '用开店码成为店主'}</View>
        <View className="p-claim__text">装店的人手里有一个开店码，向他要。{'\n'}谁先填对，谁就是店主。</View>
        <CodeCells onChange={setText} />
        <View className="p-claim__below">
          <View className="p-claim__problem" role="alert">
            {sentence}
          </View>
          <View className="p-claim__once">用一次就作废</View>
        </View>
        <Button block {...(reason !== undefined && { reason })} onClick={submit}>
          成为店主
        </Button>
        <Card className="p-claim__lost">
          <View className="u-13 u-c2">码丢了</View>
          <View className="p-claim__anew">向装店的人要一个新的码</View>
          <View className="p-claim__note">
            装店的人：部署时加 <Text className="u-b">--owner-code</Text>，本地的店重新启动一次
          </View>
        </Card>
      </View>
    </Page>
  )
}
