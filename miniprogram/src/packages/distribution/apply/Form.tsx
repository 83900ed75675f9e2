import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { isNameless } from '@shared/words/nameless'
import { sayError, useReenter, useSession } from '@/data'
import {
  applyErrors,
  applyInput,
  CHANNEL_NOTE,
  CHANNELS,
  EMPTY_APPLY,
  useApply,
  useDistributorStatus,
  type ApplyForm,
  type DistributorStatus,
} from '@/features/distributor'
import { ConsentLine, useConsent } from '@/features/privacy'
import { CallError } from '@/platform'
import {
  Button,
  Card,
  Check,
  Choices,
  confirm,
  Field,
  MobileInput,
  NicknameInput,
  Sheet,
  TextArea,
  TextInput,
  toast,
  useUnsaved,
} from '@/ui'

const EMPTY = JSON.stringify(EMPTY_APPLY)

/** Names, telephone, where one wants to recommend the shop, and the agreement, which is read before it is ticked. */
export function Form({ agreement }: { agreement: DistributorStatus['agreement'] }) {
  const [typed, setTyped] = useState<ApplyForm | undefined>()
  const { data: { nickname = '' } = {} } = useSession()
  const form = typed ?? { ...EMPTY_APPLY, nickname: isNameless(nickname) ? '' : nickname }
  const [tried, setTried] = useState(false)
  const [reading, setReading] = useState(false)
  const apply = useApply()
  const consent = useConsent()
  const status = useDistributorStatus()
  const errors = applyErrors(form)
  const shown = tried ? errors : {}
  const reenter = useReenter()
  const leave = useUnsaved(EMPTY !== JSON.stringify({ ...form, nickname: '', agreed: false }))
  const set = (part: Partial<ApplyForm>) => setTyped((now) => ({ ...(now ?? form), ...part }))

  const send = async () => {
    setTried(true)
    const wrong = Object.values(errors)[0]
    if (wrong) return toast(wrong)
    try {
      await consent.agree()
      await apply.mutateAsync(applyInput(form, agreement.version))
      await Promise.all([leave(), reenter()])
      toast('已提交，审核通过就可以开始了', { icon: 'ok' })
    } catch (error) {
      if (error instanceof CallError && error.code === 'AGREEMENT_OUTDATED') {
        await status.refetch()
        set({ agreed: false })
        if (
          await confirm({
            title: '协议有更新',
            text: '请看一眼新的推广协议，再提交一次。',
            confirmText: '去看看',
          })
        ) {
          setReading(true)
        }
        return
      }
      toast(sayError(error).sentence)
      if (error instanceof CallError && error.code.startsWith('ALREADY')) await status.refetch()
    }
  }

  return (
    <>
      <Card title="填写申请" padding="snug">
        <Field label="昵称" required {...(shown.nickname ? { error: shown.nickname } : {})}>
          <NicknameInput
            value={form.nickname}
            onChange={(nickname) => set({ nickname })}
            placeholder="朋友看到的名字，之后可以改"
          />
        </Field>
        <Field label="真实姓名" required {...(shown.realName ? { error: shown.realName } : {})}>
          <TextInput
            value={form.realName}
            onChange={(realName) => set({ realName })}
            placeholder="结算时要用，请和身份证一致"
          />
        </Field>
        <Field label="手机号" required {...(shown.mobile ? { error: shown.mobile } : {})}>
          <MobileInput value={form.mobile} onChange={(mobile) => set({ mobile })} placeholder="11 位手机号" />
        </Field>
        <Field label="你打算在哪里推广" required tall {...(shown.channel ? { error: shown.channel } : {})}>
          <View className="u-grow">
            <Choices
              options={CHANNELS.map((name) => ({ value: name, label: name }))}
              value={form.channel}
              onChange={(channel) => set({ channel })}
            />
            <View className="p-apply__note">
              <TextArea
                value={form.channelNote}
                onChange={(channelNote) => set({ channelNote })}
                placeholder={
                  form.channel === '其他' ? '写两句打算在哪里推广' : '选填，如：小区邻居群，大约 300 人'
                }
                limit={CHANNEL_NOTE}
              />
            </View>
          </View>
        </Field>
      </Card>
      <View className="p-apply__agree">
        <Check on={form.agreed} onChange={(agreed) => set({ agreed })}>
          <Text className="u-12 u-c2">我已阅读并同意</Text>
        </Check>
        <View className="p-apply__link" role="button" onClick={() => setReading(true)}>
          {`《${agreement.title}》第 ${agreement.version} 版`}
        </View>
      </View>
      {shown.agreed && <View className="p-apply__error">{shown.agreed}</View>}
      <View className="p-apply__send">
        <Button block onClick={send}>
          提交申请
        </Button>
      </View>
      <ConsentLine act="提交" />
      <Sheet
        open={reading}
        onClose={() => setReading(false)}
        title={agreement.title}
        footer={
          <Button
            block
            onClick={() => {
              set({ agreed: true })
              setReading(false)
            }}
          >
            我已阅读并同意
          </Button>
        }
      >
        {agreement.paragraphs.map((paragraph, index) => (
          <View key={index} className="p-apply__paragraph">
            {paragraph}
          </View>
        ))}
        <View className="u-11 u-c3">{`第 ${agreement.version} 版`}</View>
      </Sheet>
    </>
  )
}
