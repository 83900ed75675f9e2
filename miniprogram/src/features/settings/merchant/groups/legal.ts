import {
  LEGAL_MOST,
  LEGAL_PARAGRAPH,
  LEGAL_PARAGRAPHS_MOST,
  LEGAL_TITLE,
} from '@shared/contract/settings/limits'
import { cleanLine } from '@shared/text/line'
import type { Settings } from '../hooks'
import { lineError, onlyWrong, type GroupForm } from './form'

/** A text as it is typed: a paragraph a line. */
export interface LegalForm {
  terms: string
  privacy: string
  agreement: string
}
export type LegalName = keyof LegalForm

export const LEGAL_NAMES: readonly LegalName[] = ['terms', 'privacy', 'agreement']
export const LEGAL_TITLES: Record<LegalName, string> = {
  terms: '用户协议',
  privacy: '隐私政策',
  agreement: '推广服务协议',
}
export const LEGAL_NOTES: Record<LegalName, string> = {
  terms: '下单的人勾选同意',
  privacy: '你存了买家的什么、为什么、多久',
  agreement: '申请做推广员的人要同意',
}

export const paragraphsOf = (typed: string): string[] => typed.split('\n').map(cleanLine).filter(Boolean)

function textError(name: LegalName, typed: string): string | undefined {
  const paragraphs = paragraphsOf(typed)
  if (paragraphs.length === 0) return `${LEGAL_TITLES[name]}还没有写内容`
  if (paragraphs.length > LEGAL_PARAGRAPHS_MOST) return `最多 ${LEGAL_PARAGRAPHS_MOST} 段`
  if (paragraphs.join('').length > LEGAL_MOST) return `最多 ${LEGAL_MOST} 个字`
  const long = paragraphs.findIndex((one) => lineError('', one, LEGAL_PARAGRAPH) !== undefined)
  return long < 0 ? undefined : `第 ${long + 1} 段超过 ${LEGAL_PARAGRAPH.most} 个字，请分成两段`
}

/** 协议: what buyers and distributors agree to. Titles are those that stand. */
export const legalForm = ({ legal }: Settings): GroupForm<LegalForm> => ({
  read: ({ legal: { terms, privacy, agreement } }) => ({
    terms: terms.paragraphs.join('\n'),
    privacy: privacy.paragraphs.join('\n'),
    agreement: agreement.paragraphs.join('\n'),
  }),
  errors: (form) =>
    onlyWrong({
      terms: textError('terms', form.terms),
      privacy: textError('privacy', form.privacy),
      agreement: textError('agreement', form.agreement),
    }),
  input: (form) => ({
    legal: {
      terms: written('terms', form.terms, legal.terms.title),
      privacy: written('privacy', form.privacy, legal.privacy.title),
      agreement: written('agreement', form.agreement, legal.agreement.title),
    },
  }),
})

function written(name: LegalName, typed: string, title: string) {
  const fits = lineError('', title, LEGAL_TITLE) === undefined
  return {
    title: fits ? title : LEGAL_TITLES[name],
    paragraphs: paragraphsOf(typed).map((text) => ({ text })),
  }
}
