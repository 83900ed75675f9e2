import { View } from '@tarojs/components'
import type { Allows } from '@/features/staff'
import { Notice } from '@/ui'
import { allowed, useBadge, type Badged } from './allowed'

/** A line each for what must not be overlooked, e.g. while money at WeChat Pay and in the mall differ. */
export function Alerts({ allows }: { allows: Allows }) {
  return (
    <>
      {allowed(allows).map((entry) =>
        entry.badge?.alert ? <Alert key={entry.route} entry={entry} badge={entry.badge} /> : null,
      )}
    </>
  )
}

function Alert({ entry, badge }: Badged) {
  const count = useBadge(badge)
  if (count === 0) return null
  return (
    <View className="p-merchant__alert">
      <Notice tone="amber" icon="warn" onClick={entry.open}>
        {badge.alert?.(count)}
      </Notice>
    </View>
  )
}
