import { create } from 'zustand'

export interface Question {
  title: string
  text?: string
  confirmText?: string
  /** null: there is nothing to refuse. */
  cancelText?: string | null
  danger?: boolean
}

interface Pending extends Question {
  answer: (yes: boolean) => void
}

/** The question on the screen. `DialogHost` in `Page` shows it. */
export const questionState = create<{ pending: Pending | undefined; open: boolean }>(() => ({
  pending: undefined,
  open: false,
}))

/** Asks and waits: `if (await confirm({ title: '删除这个地址？', danger: true })) …` */
export function confirm(question: Question): Promise<boolean> {
  questionState.getState().pending?.answer(false)
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      questionState.setState({ open: false })
      resolve(yes)
    }
    questionState.setState({ pending: { ...question, answer }, open: true })
  })
}
