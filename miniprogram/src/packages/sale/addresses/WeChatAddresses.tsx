import { View } from '@tarojs/components'
import { addressErrors, addressInput, fromWeChat, leaveDraft, useSaveAddress } from '@/features/member'
import { chooseWeChatAddress, go, hasWeChatAddresses } from '@/platform'
import { Button, sayRefusal, toast } from '@/ui'

/** Takes an address over from WeChat's own book; nothing in a browser. */
export function WeChatAddresses() {
  const save = useSaveAddress()
  if (!hasWeChatAddresses) return null
  const take = async () => {
    const picked = await chooseWeChatAddress()
    if ('refusal' in picked) return sayRefusal(picked.refusal, '读取微信地址')
    const form = fromWeChat(picked.address)
    const [wrong] = Object.values(addressErrors(form))
    if (wrong) {
      // A landline, a name too long: filled in, and marked where it does not fit.
      leaveDraft(form)
      return go('sale/address-edit', {})
    }
    await save
      .mutateAsync(addressInput(form, undefined))
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
