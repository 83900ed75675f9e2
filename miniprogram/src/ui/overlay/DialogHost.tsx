import { useEffect, useState } from 'react'
import { useDidHide, useDidShow } from '@/platform/page'
import { Dialog } from './Dialog'
import { questionState } from './confirm'

/** Shows `confirm()`'s question on the page that is on top. */
export function DialogHost() {
  const { pending, open } = questionState()
  const [onTop, setOnTop] = useState(true)
  useDidShow(() => setOnTop(true))
  // A question belongs to the page it was asked on: leaving is no, whether the page stays below or goes.
  useDidHide(() => {
    setOnTop(false)
    refuse()
  })
  useEffect(() => refuse, [])
  if (!pending || !onTop) return null
  const { title, text, confirmText, cancelText, danger, answer } = pending
  return (
    <Dialog
      open={open}
      title={title}
      {...(confirmText === undefined ? {} : { confirmText })}
      {...(cancelText === undefined ? {} : { cancelText })}
      {...(danger === undefined ? {} : { danger })}
      onConfirm={() => answer(true)}
      onCancel={() => answer(false)}
    >
      {text}
    </Dialog>
  )
}

function refuse(): void {
  questionState.getState().pending?.answer(false)
}
