import { SERVICE_PHONE } from '@shared/contract/settings/limits'
import { onlyWrong, type GroupForm } from './form'

export interface ContactForm {
  servicePhone: string
}

/** As a telephone number is dialled: full-width figures and any dash become plain ones. */
const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** 客服: how buyers reach the shop. */
export const contactForm: GroupForm<ContactForm> = {
  read: ({ contact }) => ({ ...contact }),
  errors: ({ servicePhone }) =>
    onlyWrong({
      servicePhone: SERVICE_PHONE.test(plain(servicePhone))
        ? undefined
        : '填一个能打通的电话：手机号，或带区号的座机',
    }),
  input: ({ servicePhone }) => ({ contact: { servicePhone: plain(servicePhone) } }),
}
