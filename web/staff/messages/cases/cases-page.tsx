import type { ReactNode } from 'react';
import { Guarded } from '../../base/parts/guarded.tsx';
import { CasesScreen } from './cases-screen.tsx';
import './cases.css';

export function CasesPage(): ReactNode {
  return (
    <Guarded permission="cases.read" title="Дела">
      <CasesScreen />
    </Guarded>
  );
}
