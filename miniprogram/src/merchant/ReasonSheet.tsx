import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { cleanLine } from '@shared/text/line'
import { Button, Sheet } from '@/ui'
import { ReasonField, reasonProblem, type ReasonFieldProps } from './ReasonField'
import './sheet.scss'

export interface ReasonSheetProps extends Omit<ReasonFieldProps, 'value' | 'onChange'> {
  open: boolean
  onClose: () => void
  title: string
  /** What the button says instead while there is no reason. */
  missing?: string
  act: string
  /** Of an act that takes something away: red, beside a way out with these words. */
  danger?: string
  /** The sheet closes when it is through. */
  onReason: (reason: string) => Promise<unknown>
  /** What the act means, above the reason. */
  children?: ReactNode
}

/** An act that takes a reason: refusing, refunding, closing a difference. */
export function ReasonSheet({
  open,
  onClose,
  title,
  missing,
  act,
  danger,
  onReason,
  children,
  ...field
}: ReasonSheetProps) {
  const [reason, setReason] = useState('')
  const problem = reasonProblem(reason, field.limit, missing)
  const button = (
    <Button
      kind={danger ? 'danger' : 'primary'}
      block
      {...(problem ? { reason: problem } : {})}
      onClick={() => onReason(cleanLine(reason)).then(onClose)}
    >
      {act}
    </Button>
  )
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      footer={
        danger ? (
          <View className="m-sheet__two">
            <Button kind="line" block onClick={onClose}>
              {danger}
            </Button>
            {button}
          </View>
        ) : (
          button
        )
      }
    >
      {children}
      <ReasonField {...field} value={reason} onChange={setReason} />
    </Sheet>
  )
}
