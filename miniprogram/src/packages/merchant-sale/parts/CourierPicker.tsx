import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCouriers, type Courier } from '@/features/fulfilment/merchant'
import { COURIER_TEXT } from '@shared/contract/courier/limits'
import { COURIERS, isCourier } from '@shared/couriers'
import { cutGraphemes } from '@shared/text/graphemes'
import { Choices, Loadable, SearchBox, SkeletonList } from '@/ui'

export interface CourierPickerProps {
  courier: Courier | undefined
  onChange: (courier: Courier) => void
}

const MORE = 'more'
const COMMON: readonly Courier[] = Object.entries(COURIERS).map(([code, name]) => ({ code, name }))

/** The couriers in common use as chips, and behind 更多 WeChat's whole directory. */
export function CourierPicker({ courier, onChange }: CourierPickerProps) {
  const [searching, setSearching] = useState(false)
  if (searching) {
    return (
      <Directory
        onChange={(chosen) => {
          onChange(chosen)
          setSearching(false)
        }}
      />
    )
  }
  const isRare = courier && !isCourier(courier.code)
  const chips = isRare ? [courier, ...COMMON] : COMMON
  return (
    <Choices
      options={[
        ...chips.map(({ code, name }) => ({ value: code, label: name })),
        { value: MORE, label: '更多…' },
      ]}
      {...(courier ? { value: courier.code } : {})}
      onChange={(code) => {
        const chosen = chips.find((one) => one.code === code)
        if (chosen) onChange(chosen)
        else setSearching(true)
      }}
    />
  )
}

function Directory({ onChange }: { onChange: (courier: Courier) => void }) {
  const [text, setText] = useState('')
  const found = useCouriers(cutGraphemes(text, COURIER_TEXT.most), true)
  return (
    <View className="u-grow">
      <SearchBox sunk placeholder="搜快递公司，比如 德邦" value={text} onChange={setText} />
      <View className="m-sheet__own">
        <Loadable state={found} skeleton={<SkeletonList />}>
          {({ couriers }) => (
            <Choices
              options={couriers.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(code) => {
                const chosen = couriers.find((one) => one.code === code)
                if (chosen) onChange(chosen)
              }}
            />
          )}
        </Loadable>
      </View>
    </View>
  )
}
