import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { pictureAddress } from '@/platform/picture'
import { firstGrapheme, lastGrapheme } from '@shared/text/graphemes'
import { cleanLine } from '@shared/text/line'
import { cx } from '../cx'
import { px } from '../px'
import './Avatar.scss'

export interface AvatarProps {
  name: string
  src?: string
  /** Side in px, 36 unless told. */
  size?: number
  square?: boolean
  /** The letter's background; chosen by the name unless told. */
  color?: string
}

const COLORS = ['#96661A', '#0B7A5B', '#3A6A8C', '#7C5A8A', '#8A5C14', '#5B6B3A', '#9A4F3C']

/** A person's picture, or the last letter of the name on a colour of its own. */
export function Avatar({ name, src, size = 36, square, color }: AvatarProps) {
  const [broken, setBroken] = useState(false)
  const box = { width: px(size), height: px(size) }
  const className = cx('ui-avatar', square && 'ui-avatar--square')
  if (src && !broken) {
    return (
      <Image
        webp
        className={className}
        style={box}
        src={pictureAddress(src)}
        mode="aspectFill"
        nativeProps={{ alt: '' }}
        onError={() => setBroken(true)}
      />
    )
  }
  const letter = letterOf(name)
  return (
    <View
      className={className}
      style={{
        ...box,
        background: color ?? colorOf(name),
        fontSize: px(Math.round(size * 0.42)),
        lineHeight: px(size),
      }}
      aria-hidden
    >
      {letter}
    </View>
  )
}

/** The last character says more than the family name in front: 阿拾 → 拾. Asterisks of a masked name do not count. */
export function letterOf(name: string): string {
  const plain = cleanLine(name).replace(/[*\s]/g, '')
  const last = lastGrapheme(plain)
  return /^[a-z]/i.test(last) ? firstGrapheme(plain).toUpperCase() : last || '客'
}

export function colorOf(name: string): string {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return COLORS[sum % COLORS.length] ?? '#0B7A5B'
}
