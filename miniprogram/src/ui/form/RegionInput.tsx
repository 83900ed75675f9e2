import { Picker, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { tidyRegion } from '@shared/text/region'
import { isWeb } from '@/platform/env'
import { Icon } from '../base/Icon'
import { cx } from '../cx'
import './Field.scss'
import { parseRegion, type Region } from './parse-region'
import { TextInput } from './TextInput'

export type { Region }

export interface RegionInputProps {
  value?: Region
  onChange: (region: Region) => void
  placeholder?: string
}

/** WeChat's own picker of regions; a browser has none, so the three names are typed. */
export function RegionInput(props: RegionInputProps) {
  return isWeb ? <TypedRegion {...props} /> : <PickedRegion {...props} />
}

function PickedRegion({ value, onChange, placeholder = '选择省、市、区' }: RegionInputProps) {
  return (
    <Picker
      className="ui-picker-host"
      mode="region"
      value={value ?? []}
      onChange={(event) => {
        const [province = '', city = '', district = ''] = event.detail.value
        onChange(tidyRegion([province, city, district]))
      }}
    >
      <View className="ui-picker">
        <View className={cx('ui-picker__text', !value && 'ui-picker__text--none')}>
          {value ? value.join(' ') : placeholder}
        </View>
        <Icon name="chev" size={14} className="ui-picker__arrow" />
      </View>
    </Picker>
  )
}

function TypedRegion({ value, onChange }: RegionInputProps) {
  const written = value?.join(' ').trim() ?? ''
  const [text, setText] = useState(written)
  // A value from outside replaces the text, the echo of our own does not.
  useEffect(() => {
    setText((typed) => (parseRegion(typed).join(' ').trim() === written ? typed : written))
  }, [written])
  return (
    <TextInput
      value={text}
      placeholder="如：浙江省 杭州市 西湖区"
      onChange={(typed) => {
        setText(typed)
        onChange(parseRegion(typed))
      }}
    />
  )
}
