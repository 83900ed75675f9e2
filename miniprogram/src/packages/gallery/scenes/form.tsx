import { useState } from 'react'
import { REMARK } from '@shared/contract/checkout/limits'
import {
  Button,
  Card,
  Check,
  Choices,
  Field,
  MobileInput,
  MoneyInput,
  Page,
  RegionInput,
  Row,
  SegmentedTabs,
  SelectInput,
  Switch,
  TextArea,
  TextInput,
  toast,
  type Region,
} from '@/ui'

export function GalleryForm() {
  const [name, setName] = useState('林知夏')
  const [phone, setPhone] = useState('1380013')
  const [region, setRegion] = useState<Region>()
  const [text, setText] = useState('')
  const [fen, setFen] = useState<number | null>(16800)
  const [on, setOn] = useState(true)
  const [tab, setTab] = useState('all')
  const [pick, setPick] = useState<string>()
  return (
    <Page
      title="编辑地址"
      bar={
        <Button
          block
          onClick={() =>
            new Promise((resolve) => setTimeout(resolve, 1500)).then(() => toast('已保存', { icon: 'ok' }))
          }
        >
          保存
        </Button>
      }
    >
      <SegmentedTabs
        value={tab}
        onChange={setTab}
        items={[
          { value: 'all', label: '全部' },
          { value: 'pay', label: '待付款', count: 1 },
          { value: 'ship', label: '待发货', count: 18 },
          { value: 'way', label: '待收货' },
          { value: 'done', label: '已完成' },
        ]}
      />
      <Card padding="snug">
        <Field label="收货人" required>
          <TextInput value={name} onChange={setName} placeholder="姓名" />
        </Field>
        <Field label="手机号" required error="手机号是 11 位数字">
          <MobileInput value={phone} onChange={setPhone} placeholder="11 位手机号" />
        </Field>
        <Field label="地区" required>
          <RegionInput value={region} onChange={setRegion} />
        </Field>
        <Field label="标签">
          <SelectInput
            title="选择标签"
            options={[
              { value: 'home', label: '家' },
              { value: 'work', label: '公司', note: '工作日送达' },
            ]}
            value={pick}
            onChange={setPick}
          />
        </Field>
        <Field label="留言" tall hint="快递员看得到">
          <TextArea value={text} onChange={setText} placeholder="选填，如：礼盒请放手提袋" limit={REMARK} />
        </Field>
      </Card>
      <Card padding="snug">
        <Field label="售价" hint={`${String(fen)} 分`}>
          <MoneyInput fen={fen} onChange={setFen} />
        </Field>
        <Row label="设为默认" strong>
          <Switch on={on} onChange={setOn} />
        </Row>
        <Row
          label="长标签的一行"
          icon="pin"
          value="很长很长的值会换到第二行而不是把标签挤扁，标签也不会缩"
          onClick={() => toast('好')}
        />
      </Card>
      <Card>
        <Choices
          options={[
            { value: 'a', label: '七天无理由' },
            { value: 'b', label: '与描述不符' },
            { value: 'c', label: '已售罄', off: true },
          ]}
          value="a"
          onChange={toast}
        />
      </Card>
      <Card>
        <SegmentedTabs
          look="pill"
          value={tab}
          onChange={setTab}
          items={[
            { value: 'all', label: '全部' },
            { value: 'pay', label: '待结算' },
            { value: 'done', label: '已到账' },
          ]}
        />
        <Check on={on} onChange={setOn}>
          我已阅读并同意《推广协议》
        </Check>
      </Card>
    </Page>
  )
}
