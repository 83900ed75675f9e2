import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  ADDRESS_LABELS,
  addressErrors,
  addressInput,
  useRemoveAddress,
  useSaveAddress,
  type AddressErrors,
  type AddressForm,
} from '@/features/member'
import {
  Button,
  Card,
  Choices,
  confirm,
  Field,
  MobileInput,
  Page,
  RegionInput,
  Row,
  Switch,
  TextInput,
  toast,
  type Region,
} from '@/ui'
import './index.scss'

interface EditFormProps {
  addressId: string | undefined
  form: AddressForm
  /** What is known to be wrong when the form opens. */
  wrong?: AddressErrors
  onChange: (part: Partial<AddressForm>) => void
  onSaved: (addressId: string) => void
  onRemoved: () => void
}

export function EditForm({ addressId, form, wrong = {}, onChange, onSaved, onRemoved }: EditFormProps) {
  const [errors, setErrors] = useState<AddressErrors>(wrong)
  const save = useSaveAddress()
  const remove = useRemoveAddress()

  /** What is changed is no longer wrong until the next try. */
  const change = (part: Partial<AddressForm>, field: keyof AddressErrors) => {
    onChange(part)
    setErrors((before) => ({ ...before, [field]: undefined }))
  }
  const submit = async () => {
    const found = addressErrors(form)
    setErrors(found)
    const [first] = Object.values(found)
    if (first) return toast(first)
    await save
      .mutateAsync(addressInput(form, addressId))
      .then((saved) => onSaved(saved.addressId))
      .catch(() => undefined)
  }
  const drop = async () => {
    if (!addressId) return
    if (!(await confirm({ title: '删除这个地址？', confirmText: '删除', danger: true }))) return
    await remove
      .mutateAsync({ addressId })
      .then(onRemoved)
      .catch(() => undefined)
  }

  const { province, city, district } = form
  return (
    <Page
      title={addressId ? '编辑地址' : '新建地址'}
      bar={
        <>
          {addressId && (
            <View className="address-remove">
              <Button kind="line" onClick={drop}>
                删除
              </Button>
            </View>
          )}
          <Button block onClick={submit}>
            保存
          </Button>
        </>
      }
    >
      <Card padding="snug">
        <Field label="收货人" required {...wrongOf(errors.name)}>
          <TextInput value={form.name} onChange={(name) => change({ name }, 'name')} placeholder="姓名" />
        </Field>
        <Field label="手机号" required {...wrongOf(errors.mobile)}>
          <MobileInput
            value={form.mobile}
            onChange={(mobile) => change({ mobile }, 'mobile')}
            placeholder="快递联系用"
          />
        </Field>
        <Field label="所在地区" required {...wrongOf(errors.region)}>
          <RegionInput
            {...(province ? { value: [province, city, district] as Region } : {})}
            onChange={([newProvince, newCity, newDistrict]) =>
              change({ province: newProvince, city: newCity, district: newDistrict }, 'region')
            }
          />
        </Field>
        <Field label="详细地址" required {...wrongOf(errors.detail)}>
          <TextInput
            value={form.detail}
            onChange={(detail) => change({ detail }, 'detail')}
            placeholder="街道、楼栋、门牌号"
          />
        </Field>
      </Card>
      <Card padding="snug">
        <Field label="标签">
          <Choices
            options={ADDRESS_LABELS.map((label) => ({ value: label, label }))}
            value={form.label}
            onChange={(label) => onChange({ label: label === form.label ? '' : label })}
          />
        </Field>
        <Row strong label="设为默认地址" arrow={false}>
          <Switch
            on={form.isDefault}
            onChange={(isDefault) => onChange({ isDefault })}
            label="设为默认地址"
          />
        </Row>
      </Card>
    </Page>
  )
}

function wrongOf(error: string | undefined): { error?: string } {
  return error === undefined ? {} : { error }
}
