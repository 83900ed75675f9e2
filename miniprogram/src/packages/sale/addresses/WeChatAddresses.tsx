import { View } from '@tarojs/components'
import { cleanMobile } from '@shared/text/mobile'
import { useSaveAddress } from '@/features/member'
import { chooseWeChatAddress, hasWeChatAddresses } from '@/platform'
import { Button, toast } from '@/ui'

/** Takes an address over from WeChat's own book; nothing in a browser. */
export function WeChatAddresses() {
  const save = useSaveAddress()
  if (!hasWeChatAddresses) return null
  const take = async () => {
    const picked = await chooseWeChatAddress()
    if (!picked) return
    const { phone, ...rest } = picked
    await save
      .mutateAsync({ ...rest, mobile: cleanMobile(phone) })
      .then(() => toast('已导入', { icon: 'ok' }))
      .catch(() => undefined)
  }
  return (
    <View className="address-import">
      <Button kind="secondary" block onClick={take}>
        微信地址
      </Button>
    </View>
  )
}
