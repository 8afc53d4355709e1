<?php
/**
 * Which moments of an order's life the app hears about.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function watch_orders(): void {
	foreach ( array( 'woocommerce_new_order', 'woocommerce_update_order', 'woocommerce_trash_order', 'woocommerce_untrash_order', 'woocommerce_delete_order', 'woocommerce_order_refunded' ) as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\note_order', 100, 2 );
	}
	add_action( 'woocommerce_delete_order', static fn( $order_id ) => forget_link( (int) $order_id ) );
	// Orders kept as posts are trashed and restored by WordPress itself.
	foreach ( array( 'trashed_post', 'untrashed_post', 'deleted_post' ) as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\note_post', 100 );
	}
}

/**
 * A draft is a cart being typed: nobody ordered yet.
 *
 * @param mixed $order_id Order id.
 * @param mixed $order The order itself, from the hooks that pass it.
 */
function note_order( $order_id, $order = null ): void {
	if ( $order instanceof \WC_Order && in_array( $order->get_status(), array( 'checkout-draft', 'auto-draft' ), true ) ) {
		return;
	}
	add_event( (int) $order_id );
}

/** @param mixed $post_id */
function note_post( $post_id ): void {
	if ( get_post_type( $post_id ) === 'shop_order' ) {
		add_event( (int) $post_id );
	}
}
