import { isWay, WAYS, type Delivery, type DeliveryProblems } from '@/features/fulfilment/merchant'
import { OTHER_COURIER } from '@shared/couriers'
import { Choices, Field, TextInput } from '@/ui'
import { CourierPicker } from './CourierPicker'
import { ScanWaybill } from './ScanWaybill'

export interface DeliveryFieldsProps {
  delivery: Delivery
  /** What is missing; shown once the merchant has tried. */
  problems: DeliveryProblems
  onChange: (delivery: Delivery) => void
}

/** How goods get to the buyer: the way, and with 快递 the courier and the waybill. */
export function DeliveryFields({ delivery, problems, onChange }: DeliveryFieldsProps) {
  const { way, courier, otherName, waybill } = delivery
  const change = (part: Partial<Delivery>) => onChange({ ...delivery, ...part })
  const note = WAYS.find(({ value }) => value === way)?.note
  return (
    <>
      <Field label="怎么送" tall {...(note ? { hint: note } : {})}>
        <Choices
          options={WAYS.map(({ value, label }) => ({ value, label }))}
          value={way}
          onChange={(chosen) => {
            if (isWay(chosen)) change({ way: chosen })
          }}
        />
      </Field>
      {way === 'express' && (
        <>
          <Field label="快递公司" tall required {...(problems.courier ? { error: problems.courier } : {})}>
            <CourierPicker courier={courier} onChange={(chosen) => change({ courier: chosen })} />
          </Field>
          {courier?.code === OTHER_COURIER && (
            <Field label="名字" required {...(problems.otherName ? { error: problems.otherName } : {})}>
              <TextInput
                value={otherName}
                onChange={(text) => change({ otherName: text })}
                placeholder="写上快递公司的名字"
              />
            </Field>
          )}
          <Field label="快递单号" required {...(problems.waybill ? { error: problems.waybill } : {})}>
            <TextInput
              value={waybill}
              onChange={(text) => change({ waybill: text })}
              placeholder="填写或粘贴单号"
            />
            <ScanWaybill onScan={(scanned) => change({ waybill: scanned })} />
          </Field>
        </>
      )}
    </>
  )
}
