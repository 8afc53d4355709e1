/* Copy buttons, and a question before a connection is ended. */
( function () {
	document.addEventListener( 'click', function ( event ) {
		const button = event.target instanceof Element ? event.target.closest( '[data-reglo-copy], [data-reglo-confirm]' ) : null;
		if ( ! button ) {
			return;
		}
		if ( button.dataset.regloConfirm !== undefined ) {
			if ( ! window.confirm( button.dataset.regloConfirm ) ) {
				event.preventDefault();
			}
			return;
		}
		copy( button );
	} );

	function copy( button ) {
		const field = document.querySelector( button.dataset.regloCopy );
		const before = button.textContent;
		const said = function () {
			button.textContent = button.dataset.regloCopied;
			window.setTimeout( function () {
				button.textContent = before;
			}, 2000 );
		};
		field.select();
		// Shops administered over plain http have no clipboard object.
		if ( navigator.clipboard ) {
			navigator.clipboard.writeText( field.value ).then( said );
		} else if ( document.execCommand( 'copy' ) ) {
			said();
		}
	}
} )();
