import { View } from '@tarojs/components'
import { useEffect, useState, type ReactNode } from 'react'
import { px } from '../px'
import '../layout/Card.scss'
import './Skeleton.scss'

/** Shorter waits show nothing at all. */
const PATIENCE_MS = 300

export interface BoneProps {
  /** px, or any CSS width. */
  width?: number | string
  height: number
  radius?: number
  /** Space above, in px. */
  top?: number
}

/** A grey place where something will be. */
export function Bone({ width = '100%', height, radius = 6, top = 0 }: BoneProps) {
  return (
    <View
      className="ui-bone"
      style={{
        width: typeof width === 'number' ? px(width) : width,
        height: px(height),
        borderRadius: px(radius),
        marginTop: px(top),
      }}
    />
  )
}

/** Its content after 300 ms, so that quick answers do not flicker. */
export function Patient({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return late ? <>{children}</> : null
}

/** Cards in two columns. */
export function SkeletonGrid({ count = 4 }: { count?: number }) {
  return (
    <View className="ui-skeleton-grid">
      {Array.from({ length: count }, (_, index) => (
        <View key={index} className="ui-skeleton-card">
          <Bone height={166} radius={0} />
          <View className="ui-skeleton-card__body">
            <Bone width="86%" height={14} />
            <Bone width="56%" height={11} top={8} />
            <Bone width="40%" height={16} top={12} />
          </View>
        </View>
      ))}
    </View>
  )
}

/** Cards of a list: a title and a line with a picture each. */
export function SkeletonList({ count = 3 }: { count?: number }) {
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <View key={index} className="ui-card">
          <Bone width="36%" height={16} />
          <View className="ui-skeleton-line">
            <Bone width={72} height={72} radius={8} />
            <View className="ui-skeleton-line__text">
              <Bone width="80%" height={14} top={2} />
              <Bone width="48%" height={12} top={10} />
              <Bone width="30%" height={14} top={12} />
            </View>
          </View>
        </View>
      ))}
    </>
  )
}
