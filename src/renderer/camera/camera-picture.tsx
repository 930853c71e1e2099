import type { RefObject } from 'react';

interface CameraPictureProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly label: string;
  /** As in a mirror, so that a person who moves to the left sees it happen on the left. */
  readonly isMirrored: boolean;
}

/** The picture of a camera, covering its box; codes are read of all that the camera gives, mirrored or not. */
export function CameraPicture({ video, label, isMirrored }: CameraPictureProps) {
  return (
    <div className="camera-picture" role="img" aria-label={label}>
      <video ref={video} autoPlay muted playsInline data-mirrored={isMirrored} />
    </div>
  );
}
