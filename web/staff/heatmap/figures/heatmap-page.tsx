import type { ReactNode } from 'react';
import { Guarded } from '../../base/parts/guarded.tsx';
import { HeatmapScreen } from './heatmap-screen.tsx';
import './heatmap.css';

export function HeatmapPage(): ReactNode {
  return (
    <Guarded permission="heatmap.read" title="Тепловая карта">
      <HeatmapScreen />
    </Guarded>
  );
}
