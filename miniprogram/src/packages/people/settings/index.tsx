import { View } from '@tarojs/components'
import { useState } from 'react'
import { sayError, useReenter, useSession } from '@/data'
import { copyOfOwnData, useErase, useLegalTexts } from '@/features/privacy'
import { go, switchTab } from '@/platform'
import { stampText } from '@shared/words/moment'
import { Button, Card, confirm, copy, Loadable, Page, Row, Sheet, SkeletonList, toast } from '@/ui'
import './index.scss'

/** 设置与隐私: what one agreed to, a copy of all that the shop keeps, and the way out. */
export default function SettingsPage() {
  const session = useSession()
  const texts = useLegalTexts()
  const [own, setOwn] = useState<string>()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const leaving = useLeaving()

  const read = async () => {
    if (busy) return
    setBusy(true)
    try {
      setOwn(await copyOfOwnData())
      setOpen(true)
    } catch (error) {
      toast(sayError(error).sentence)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Page title="设置与隐私">
      <Loadable state={session} skeleton={<SkeletonList />}>
        {({ nickname, staffPermissions }) => (
          <>
            <Card padding="snug">
              <Row strong label="昵称" value={nickname} />
              <Row strong label="收货地址" onClick={() => go('sale/addresses', {})} />
            </Card>
            <Card padding="snug" className="p-settings__card">
              <Row strong label="用户协议" onClick={() => go('people/legal', { text: 'terms' })} />
              <Row strong label="隐私政策" onClick={() => go('people/legal', { text: 'privacy' })} />
              {texts.data?.agreed && (
                <Row
                  strong
                  label="我同意的版本"
                  value={`第 ${texts.data.agreed.version} 版 · ${stampText(texts.data.agreed.at)}`}
                />
              )}
              <Row
                strong
                label="导出我的数据"
                note="店里存了你的什么，全在里面"
                value={busy ? '正在整理' : ''}
                onClick={() => void read()}
              />
            </Card>
            <Card padding="snug" className="p-settings__card">
              <Row
                strong
                label={<View className="p-settings__erase">注销账号</View>}
                note="删掉昵称、地址、推荐关系和购物车"
                onClick={() => void leaving()}
              />
            </Card>
            {!staffPermissions.includes('settings.write') && (
              <View className="p-settings__owner" role="link" onClick={() => go('merchant-shop/claim')}>
                我是店主，有开店码
              </View>
            )}
          </>
        )}
      </Loadable>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="我的数据"
        footer={
          <Button block onClick={() => copy(own ?? '', '已复制，贴到哪里都行')}>
            复制全部
          </Button>
        }
      >
        <View className="p-settings__data">{own}</View>
      </Sheet>
    </Page>
  )
}

/** Asks twice over in one sentence: what goes, what stays. Why it cannot be yet is said by the server. */
function useLeaving(): () => Promise<void> {
  const erase = useErase()
  const reenter = useReenter()
  return async () => {
    const sure = await confirm({
      title: '注销账号？',
      text: '昵称、地址簿、推荐关系、购物车和推广申请会马上删掉，找不回来。订单依法留着，到期去掉姓名、电话和地址。',
      confirmText: '确定注销',
      cancelText: '再想想',
    })
    if (!sure) return
    await erase.mutateAsync({})
    await reenter()
    toast('已注销', { icon: 'ok' })
    switchTab('home')
  }
}
