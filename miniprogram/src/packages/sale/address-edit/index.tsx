import { useEffect, useState } from 'react'
import {
  addressErrors,
  EMPTY_ADDRESS,
  pickedAddress,
  takeDraft,
  useAddress,
  type AddressForm,
} from '@/features/member'
import { sayError } from '@/data'
import { back, useParams } from '@/platform'
import { Empty, Failure, Page, Patient, SkeletonList, useUnsaved } from '@/ui'
import { EditForm } from './EditForm'

export default function AddressEditPage() {
  const { addressId } = useParams('sale/address-edit')
  const { address, known, error, refetch } = useAddress(addressId)
  const [draft] = useState(() => (addressId ? undefined : takeDraft()))
  const [form, setForm] = useState<AddressForm | undefined>(addressId ? undefined : (draft ?? EMPTY_ADDRESS))
  const [began, setBegan] = useState<AddressForm>(EMPTY_ADDRESS)
  useEffect(() => {
    if (!address || form) return
    setBegan({ ...address })
    setForm({ ...address })
  }, [address, form])
  const leave = useUnsaved(form !== undefined && JSON.stringify(form) !== JSON.stringify(began))

  if (form) {
    return (
      <EditForm
        addressId={addressId}
        form={form}
        {...(draft && { wrong: addressErrors(draft) })}
        onChange={(part) => setForm((before) => before && { ...before, ...part })}
        onSaved={(saved) => {
          if (!addressId) pickedAddress.setState({ addressId: saved })
          void leave().then(back)
        }}
        onRemoved={() => {
          if (pickedAddress.getState().addressId === addressId)
            pickedAddress.setState({ addressId: undefined })
          void leave().then(back)
        }}
      />
    )
  }
  return (
    <Page title="编辑地址">
      {known ? (
        <Empty art="mountain" title="这个地址找不到了" text="可能已经删除" action="返回" onAction={back} />
      ) : error ? (
        <Failure text={sayError(error).sentence} code={sayError(error).code} onRetry={refetch} />
      ) : (
        <Patient>
          <SkeletonList count={1} />
        </Patient>
      )}
    </Page>
  )
}
