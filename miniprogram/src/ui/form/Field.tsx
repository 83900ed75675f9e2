import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '../base/Icon'
import { cx } from '../cx'
import { FieldLabel } from './field-label'
import './Field.scss'

export interface FieldProps {
  label?: string
  /** Marks it as needed; what may stay empty says 选填 in its placeholder. */
  required?: boolean
  /** What is wrong with it, in words. */
  error?: string
  hint?: ReactNode
  /** Something to look at once more, though it may stand: red, with a sign. */
  warning?: string
  /** The label above instead of at the left: long texts, choices. */
  tall?: boolean
  children: ReactNode
}

/** A line of a form with its label, hint and error. */
export function Field({ label, required, error, hint, warning, tall, children }: FieldProps) {
  return (
    <View className={cx('ui-field', tall && 'ui-field--tall', error !== undefined && 'ui-field--wrong')}>
      <View className="ui-field__line">
        {label !== undefined && (
          <View className="ui-field__label">
            {label}
            {required && <View className="ui-field__star">*</View>}
          </View>
        )}
        <View className="ui-field__control">
          <FieldLabel.Provider value={label}>{children}</FieldLabel.Provider>
        </View>
      </View>
      {error !== undefined ? (
        <View className="ui-field__error" role="alert">
          {error}
        </View>
      ) : warning !== undefined ? (
        <View className="ui-field__warning">
          <Icon name="info" size={14} />
          {warning}
        </View>
      ) : (
        hint !== undefined && <View className="ui-field__hint">{hint}</View>
      )}
    </View>
  )
}
