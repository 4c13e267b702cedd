import { type ReactNode, useEffect, useState } from 'react';

/** A link as a square to be read by a phone; drawn on this device, so what it leads to goes to no server. Empty until drawn. */
export function QrCode(props: { link: string; size?: number; alt?: string }): ReactNode {
  const { link, size = 180, alt = '' } = props;
  const code = useSquareCode(link);
  return code && <img src={code} alt={alt} width={size} height={size} />;
}

function useSquareCode(link: string): string | null {
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('qrcode')
      .then(({ toDataURL }) => toDataURL(link, { margin: 1, width: 360, errorCorrectionLevel: 'M' }))
      .then((url) => !isGone && setCode(url))
      // Without the picture the paper still has its words.
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, [link]);
  return code;
}
