import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button } from '../actions/Button'
import { Overlay } from './Overlay'
import './Dialog.scss'

export interface DialogProps {
  open: boolean
  title: string
  confirmText?: string
  /** No second button when it is null. */
  cancelText?: string | null
  /** The act cannot be undone. */
  danger?: boolean
  onConfirm: () => void | Promise<unknown>
  onCancel: () => void
  children?: ReactNode
}

/** A question in the middle of the page. For a plain question `confirm()` is shorter. */
export function Dialog({
  open,
  title,
  confirmText = '确定',
  cancelText = '取消',
  danger,
  onConfirm,
  onCancel,
  children,
}: DialogProps) {
  return (
    <Overlay open={open} onClose={onCancel} place="middle" label={title}>
      <View className="ui-dialog">
        <View className="ui-dialog__title" role="heading" aria-level={2}>
          {title}
        </View>
        {children !== undefined && <View className="ui-dialog__text">{children}</View>}
        <View className="ui-dialog__buttons">
          {cancelText !== null && (
            <Button kind="line" size="m" block onClick={onCancel}>
              {cancelText}
            </Button>
          )}
          <Button kind={danger ? 'danger' : 'primary'} size="m" block onClick={onConfirm}>
            {confirmText}
          </Button>
        </View>
      </View>
    </Overlay>
  )
}
