import { createElement, type ReactNode } from 'react'

/** Taro's elements as the plain ones of a browser; events carry `detail.value` as in WeChat. */
type Props = Record<string, unknown> & { children?: ReactNode }

const KNOWN = /^(children|className|style|id|role|key|onClick|src|value|placeholder|disabled|aria-.*)$/

function plain(tag: string) {
  return function Element(props: Props) {
    const kept = Object.fromEntries(Object.entries(props).filter(([name]) => KNOWN.test(name)))
    return createElement(tag, kept)
  }
}

function field(tag: 'input' | 'textarea') {
  return function Field({
    value,
    placeholder,
    disabled,
    onInput,
    onBlur,
    className,
    maxlength,
    fixed,
  }: Props) {
    const tell = (listener: unknown) => (event: { target: { value: string } }) =>
      (listener as ((event: object) => void) | undefined)?.({ detail: { value: event.target.value } })
    return createElement(tag, {
      value,
      placeholder,
      disabled,
      className,
      'data-maxlength': maxlength,
      'data-fixed': fixed,
      onChange: tell(onInput),
      onBlur: tell(onBlur),
    })
  }
}

export const View = plain('div')
export const Text = plain('span')
export const Button = plain('button')
export const Canvas = plain('canvas')
export const ScrollView = plain('div')
export const Swiper = plain('div')
export const SwiperItem = plain('div')
export const Picker = plain('div')
export const Input = field('input')
export const Textarea = field('textarea')

export function Image({ src, className, onError, onLoad, 'aria-label': alt }: Props) {
  return createElement('img', { src, className, onError, onLoad, alt: alt ?? '' })
}
