import { Input, View } from '@tarojs/components'
import { Icon } from '../base/Icon'
import { cx } from '../cx'
import { nativeInput } from '../form/native-input'
import './SearchBox.scss'

export interface SearchBoxProps {
  placeholder: string
  /** Without `onChange` it is a door to the search page. */
  value?: string
  onChange?: (value: string) => void
  onSearch?: (value: string) => void
  onClick?: () => void
  autoFocus?: boolean
  /** On a white card instead of on paper. */
  sunk?: boolean
}

/** A search pill, 32 high: in the navigation bar or above a list. */
export function SearchBox({
  placeholder,
  value = '',
  onChange,
  onSearch,
  onClick,
  autoFocus = false,
  sunk,
}: SearchBoxProps) {
  const clear = () => {
    onChange?.('')
    onSearch?.('')
  }
  return (
    <View
      className={cx('ui-search', sunk && 'ui-search--sunk')}
      {...(onClick ? { onClick, role: 'button' } : {})}
    >
      <Icon name="search" size={16} />
      {onChange ? (
        <Input
          className="ui-search__input"
          value={value}
          placeholder={placeholder}
          placeholderClass="ui-placeholder"
          confirmType="search"
          focus={autoFocus}
          {...nativeInput('text', placeholder)}
          onInput={(event) => onChange(event.detail.value)}
          onConfirm={(event) => onSearch?.(event.detail.value)}
        />
      ) : (
        <View className="ui-search__text">{value || placeholder}</View>
      )}
      {onChange && value !== '' && (
        <View className="ui-search__clear" role="button" aria-label="清空" onClick={clear}>
          <Icon name="close" size={14} />
        </View>
      )}
    </View>
  )
}
